import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withdraw } from '../../../functions/acts/withdraw.ts';
import { getReport } from '../../../functions/store/round-report-row.ts';
import { changeRound, getRound, putRound } from '../../../functions/store/round-row.ts';
import { RoundKeeper } from '../../../functions/sweep/keep-rounds.ts';
import type { Sweeping } from '../../../functions/sweep/sweeping.ts';
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

/** A keeper as one running sweep has it, and whether it read anything. */
function aKeeper() {
  const { scheduling } = aScheduler();
  const keeper = new RoundKeeper();
  const workflows = { send: async () => ({}) };
  const keep = async (at: Date) => {
    const query = vi.spyOn(table.records, 'query');
    const sweeping = { records: table.records, workflows, at, ...scheduling } as unknown as Sweeping;
    const { violations, failed } = await keeper.keep(sweeping);
    const hasRead = query.mock.calls.length > 0;
    query.mockRestore();
    return { rules: violations.map(({ rule }) => rule), failed, hasRead };
  };
  return { keep };
}

const minutes = (count: number, from: Date) => new Date(from.getTime() + count * 60_000);
const QUIET = { rules: [], failed: 0, hasRead: false };
const WELL = { rules: [], failed: 0, hasRead: true };

it('reads rounds once an hour, and in between only when a moment of one has come', async () => {
  const { keep } = aKeeper();
  const round = aRound({ id: randomUUID(), state: 'scheduled' });
  await table.records.transact(putRound(round));
  const day = minutes(-24 * 60, round.opens.instant);
  const first = await keep(day);
  expect([first.hasRead, new Set(first.rules)], 'nothing had planned it').toEqual([
    true,
    new Set(['schedule-missing']),
  ]);
  expect(await keep(minutes(15, day)), 'once more, after what was amiss').toEqual(WELL);
  expect(await keep(minutes(30, day))).toEqual(QUIET);
  expect(await keep(minutes(45, day))).toEqual(QUIET);
  expect(await keep(minutes(60, day)), 'an hour later').toEqual(WELL);
  expect(await keep(minutes(75, day))).toEqual(QUIET);

  expect((await keep(minutes(15, round.opens.instant))).hasRead, 'it should have opened').toBe(true);
  expect((await getRound(table.records, round.id)).round.state).toBe('open');
});

it('closes at once, between two hours, a round that its schedule did not close', async () => {
  const { keep } = aKeeper();
  const round = aRound({ id: randomUUID() });
  await table.records.transact(putRound(round));
  const { instant } = round.closes;
  await keep(minutes(-30, instant));
  await keep(minutes(-15, instant));
  const { hasRead } = await keep(minutes(20, instant));
  expect(hasRead).toBe(true);
  expect((await getRound(table.records, round.id)).round.state).toBe('closed');
});

it('completes a round once its last case is over, and makes its report', async () => {
  const { keep } = aKeeper();
  const desk = aDesk(table.records);
  const { reference, round } = await aSubmission(desk);
  await table.records.transact([changeRound(await getRound(table.records, round.id), { state: 'deciding' })]);
  const later = minutes(60, round.decisionsDue.instant);
  const stateAt = async (at: Date) => {
    await keep(at);
    return (await getRound(table.records, round.id)).round.state;
  };
  expect([await stateAt(later), await stateAt(minutes(60, later))]).toEqual(['deciding', 'deciding']);
  await withdraw(desk, { reference, by: APPLICANT, reason: LLE_2014.withdrawalReasons[0]?.id ?? '' });
  expect([await stateAt(minutes(120, later)), await stateAt(minutes(180, later))]).toContain('completed');
  expect(await getReport(table.records, round.id)).toBeDefined();
  await keep(minutes(240, later));
  expect(await keep(minutes(255, later)), 'nothing more to do about it').toEqual(QUIET);
});

it('looks again at the next sweep when a round could not be looked after', async () => {
  const { keep } = aKeeper();
  const round = aRound({ id: randomUUID() });
  await table.records.transact(putRound(round));
  await keep(OPEN);
  const broken = vi.spyOn(table.records, 'transact').mockRejectedValue(new Error('the table is away'));
  const late = minutes(20, round.closes.instant);
  expect((await keep(late)).failed).toBe(1);
  broken.mockRestore();
  expect((await keep(minutes(15, late))).failed).toBe(0);
  expect((await getRound(table.records, round.id)).round.state).toBe('closed');
});
