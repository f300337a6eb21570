import { randomUUID } from 'node:crypto';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { withdraw } from '../../../functions/acts/withdraw.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { executionOf } from '../../../functions/start-workflows/round-schedules.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { FORMER_DUE_SHARDS, rowKeys } from '../../../functions/store/keys.ts';
import { getReport } from '../../../functions/store/round-report-row.ts';
import { getRound, putRound } from '../../../functions/store/round-row.ts';
import { updateRow } from '../../../functions/store/row-update.ts';
import { openTasks } from '../../../functions/store/task-row.ts';
import { createSweep } from '../../../functions/sweep/sweep.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { aRound } from '../../domain/a-round.ts';
import { aScheduler } from '../a-scheduler.ts';
import { APPLICANT, aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeEach(async () => {
  table = await runTable();
});
afterEach(() => table.end());

const APPLICATION = 'arn:aws:states:eu-west-2:000000000000:stateMachine:application';
const later = (minutes: number, from = OPEN) => new Date(from.getTime() + minutes * 60_000);

/** Executions as far as the sweep sees them: which run, which were started, which tokens were answered. */
function aHome() {
  const running = new Set<string>();
  const over = new Set<string>();
  const woken: string[] = [];
  /** The rules that each sweep found broken. */
  const broken: string[][] = [];
  const send = async (command: unknown) => {
    const missing = { message: 'not there', $metadata: {} };
    if (command instanceof DescribeExecutionCommand) {
      const name = command.input.executionArn?.split(':').at(-1) ?? '';
      if (running.has(name)) return { status: 'RUNNING' };
      if (over.has(name)) return { status: 'SUCCEEDED' };
      throw new ExecutionDoesNotExist(missing);
    }
    if (command instanceof StartExecutionCommand) {
      const { name = '' } = command.input;
      if (over.has(name) || running.has(name)) throw new ExecutionAlreadyExists(missing);
      running.add(name);
    }
    if (command instanceof SendTaskSuccessCommand) woken.push(command.input.taskToken ?? '');
    return {};
  };
  const workflows = { send } as never;
  const { schedules, scheduling } = aScheduler();
  const sweep = (at: Date) =>
    createSweep({
      records: table.records,
      workflows,
      stateMachineArn: APPLICATION,
      directoryArn: 'directory',
      ...scheduling,
      now: () => at,
      tellCases: () => {},
      tellOperators: (violations) => {
        broken.push(violations.map(({ rule }) => rule));
      },
    })();
  const found = (rule: string) => broken.at(-1)?.filter((one) => one === rule).length ?? 0;
  return { running, over, woken, broken, found, schedules, sweep };
}

it('finds once a day what an older version listed in shards that are no longer written', async () => {
  const { running, sweep } = aHome();
  const { reference } = await aSubmission(aDesk(table.records));
  const key = rowKeys.case(reference);
  await table.records.transact([updateRow(key, { set: { duePk: FORMER_DUE_SHARDS[1] } }, () => new Error('refused'))]);
  const midnight = new Date(OPEN);
  midnight.setUTCHours(24, 0, 0, 0);
  await sweep(later(-15, midnight));
  expect(running, 'not in what every sweep reads').not.toContain(`${reference}-1`);
  await sweep(later(1, midnight));
  expect(running).toContain(`${reference}-1`);
});

it('starts an execution for a case that was sent and has none, and counts it', async () => {
  const { running, found, sweep } = aHome();
  const { reference } = await aSubmission(aDesk(table.records));
  await sweep(later(2));
  expect(found('submitted-without-execution'), 'the stream still has time').toBe(0);
  await sweep(later(6));
  expect(running).toContain(`${reference}-1`);
  expect(found('submitted-without-execution')).toBe(1);
  await sweep(later(21));
  expect(found('submitted-without-execution'), 'found once').toBe(0);
  expect((await getCase(table.records, reference)).run, 'it runs: no second one').toBe(1);
});

it('starts a new run where one ended without taking the case on, and keeps looking until one runs', async () => {
  const { running, over, sweep } = aHome();
  const { reference } = await aSubmission(aDesk(table.records));
  over.add(`${reference}-1`);
  await sweep(later(6));
  expect(running).toContain(`${reference}-2`);
  running.delete(`${reference}-2`);
  await sweep(later(21));
  expect(running, 'the start of the second was lost').toContain(`${reference}-2`);
  expect((await openTasks(table.records, reference)).map(({ task }) => task)).toEqual(['workflow-stopped']);
});

it('wakes an execution that waits at a row of a case that is over', async () => {
  const { running, woken, found, sweep } = aHome();
  const desk = aDesk(table.records);
  const { reference } = await aSubmission(desk);
  await createCheckEligibility({ records: table.records, now: () => OPEN })({ reference });
  running.add(`${reference}-1`);
  const reason = LLE_2014.withdrawalReasons[0]?.id ?? '';
  await withdraw(desk, { reference, by: APPLICANT, reason });
  const slot = (await readCaseFile(table.records, reference)).slots[0]?.slot ?? '';
  const key = rowKeys.slot(reference, slot);
  await table.records.transact([updateRow(key, { set: { taskToken: 'a-token' } }, () => new Error('no slot'))]);
  await sweep(later(20));
  expect(woken).toContain('a-token');
  expect(found('waiting-after-end')).toBe(1);
  await sweep(later(35));
  expect(found('waiting-after-end'), 'looked at once').toBe(0);
});

it('tells staff once of a message that was owed for over an hour', async () => {
  const { found, running, sweep } = aHome();
  const { reference } = await aSubmission(aDesk(table.records));
  running.add(`${reference}-1`);
  await sweep(later(30));
  expect(await openTasks(table.records, reference)).toEqual([]);
  await sweep(later(70));
  // for having started, and for having been sent
  expect(found('message-owed-long')).toBe(2);
  await sweep(later(85));
  const tasks = await openTasks(table.records, reference);
  expect(tasks.map(({ task, at }) => [task, at])).toEqual([
    ['message-owed-long', later(70).toISOString()],
    ['message-owed-long', later(70).toISOString()],
  ]);
});

it('closes a round that is past its close and still calls itself open', async () => {
  const { found, sweep } = aHome();
  const round = aRound({ id: randomUUID() });
  await table.records.transact(putRound(round));
  const { closes } = round;
  await sweep(later(-60, closes.instant));
  await sweep(later(5, closes.instant));
  expect(found('round-behind'), 'its schedule may be at it').toBe(0);
  // one that is late by more: its state is not what it should have been
  await table.records.transact(putRound(round, await getRound(table.records, round.id)));
  await sweep(later(20, closes.instant));
  expect(found('round-behind')).toBe(1);
  expect((await getRound(table.records, round.id)).round.state).toBe('closed');
});

it('makes a schedule again that is missing, once an hour', async () => {
  const { broken, found, schedules, sweep } = aHome();
  const round = aRound({ id: randomUUID(), state: 'scheduled' });
  await table.records.transact(putRound(round));
  const day = later(-24 * 60, round.opens.instant);
  await sweep(day);
  const all = schedules.size;
  expect(found('schedule-missing'), 'nothing had planned it').toBe(all);
  schedules.delete(`${round.id}.close`);
  await sweep(later(15, day));
  expect(schedules.size).toBe(all - 1);
  await sweep(later(60, day));
  expect(schedules.size).toBe(all);
  expect(broken.slice(-2)).toEqual([[], ['schedule-missing']]);
});

it('puts a moment of a round before the staff that its executions do not get done', async () => {
  const { over, found, sweep } = aHome();
  const round = aRound({ id: randomUUID() });
  await table.records.transact(putRound(round));
  over.add(executionOf(round.id, 1, { id: 'open', does: 'open', at: OPEN }).name);
  await sweep(OPEN);
  const key = rowKeys['round-task'](round.id, 'round-moment-stuck', 'open');
  const query = {
    KeyConditionExpression: 'pk = :pk AND sk = :sk',
    ExpressionAttributeValues: { ':pk': key.pk, ':sk': key.sk },
  };
  const tasks = await Array.fromAsync(table.records.query(query, z.looseObject({})));
  expect(tasks).toMatchObject([{ kind: 'round-task', state: 'open', round: round.id }]);
  expect(found('round-moment-stuck')).toBe(1);
});

it('makes the report of a round that is completed without one', async () => {
  const { sweep } = aHome();
  const round = aRound({ id: randomUUID(), state: 'completed' });
  await table.records.transact(putRound(round));
  await sweep(OPEN);
  expect(await getReport(table.records, round.id)).toMatchObject({ madeAt: OPEN.toISOString() });
});
