import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeEarly } from '../../functions/acts/rounds/close-early.ts';
import { createRound } from '../../functions/acts/rounds/create-round.ts';
import { extendRound } from '../../functions/acts/rounds/extend-round.ts';
import { roundEventRow } from '../../functions/store/round-event-row.ts';
import { changeRound, putRound } from '../../functions/store/round-row.ts';
import { aFullDraft, STAFF } from '../functions/an-application.ts';
import { messagesOf } from '../functions/messages.ts';
import { type RunningRounds, runRounds } from './running-round.ts';
import { transitions } from './running-workflow.ts';

let rounds: RunningRounds;
beforeEach(async () => {
  rounds = await runRounds();
});
afterEach(() => rounds.end());

const TYPED = { programme: 'lle', title: 'Spring 2027', opens: '2027-01-11T09:00', closes: '2027-02-26T17:00' };

async function make(typed: Partial<typeof TYPED> = {}) {
  const { round } = await rounds.act((desk) => createRound(desk, { ...TYPED, ...typed }, STAFF));
  await rounds.plan(round.id);
  return round;
}

const due = () => rounds.scheduler.list().map(({ name, due: at }) => [name, at && new Date(at).toISOString()]);
const execution = (name: string) => `arn:aws:states:eu-west-2:000000000000:execution:round:${name}`;

async function timeline(id: string) {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `ROUND#${id}`, ':sk': 'EVENT#' },
  };
  return (await Array.fromAsync(rounds.records.query(query, roundEventRow))).map(({ what, at }) => `${at} ${what}`);
}

describe('a round that was made', () => {
  it('has a schedule for each of its moments, by London’s clocks', async () => {
    const { id } = await make();
    expect(Object.fromEntries(due())).toEqual({
      [`${id}.open`]: '2027-01-11T09:00:00.000Z',
      [`${id}.two-weeks-left`]: '2027-02-12T17:00:00.000Z',
      [`${id}.one-week-left`]: '2027-02-19T17:00:00.000Z',
      [`${id}.two-days-left`]: '2027-02-24T17:00:00.000Z',
      [`${id}.closing-day`]: '2027-02-26T09:00:00.000Z',
      [`${id}.close`]: '2027-02-26T17:00:00.000Z',
      [`${id}.close-drafts`]: '2027-02-26T17:15:00.000Z',
      [`${id}.endorsements-due`]: expect.any(String),
      [`${id}.decisions-due`]: expect.any(String),
    });
    const [close] = rounds.scheduler.list().filter(({ name }) => name === `${id}.close`);
    expect(close?.definition).toMatchObject({
      ScheduleExpression: 'at(2027-02-26T17:00:00)',
      ScheduleExpressionTimezone: 'Europe/London',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution', DeadLetterConfig: { Arn: expect.any(String) } },
    });
    expect(JSON.parse(close?.definition.Target.Input ?? '')).toMatchObject({
      Name: `${id}-close-1`,
      Input: JSON.stringify({ round: id, moment: 'close' }),
    });
  });

  it('opens, reminds, closes, closes drafts and completes by itself, each in its execution', async () => {
    const { id, decisionsDue } = await make();
    await rounds.moveTo('2027-01-11T09:00:00Z');
    expect((await rounds.round(id)).state).toBe('open');
    const { reference } = await aFullDraft(rounds.desk(), { inRound: await rounds.round(id) });
    await rounds.moveTo('2027-02-26T16:59:59.999Z');
    expect(await messagesOf(rounds.records, reference)).toEqual([
      'draft-reminder closing-day-1803661200000',
      'draft-reminder one-week-left-1803661200000',
      'draft-reminder two-days-left-1803661200000',
      'draft-reminder two-weeks-left-1803661200000',
      'draft-started applicant',
    ]);
    await rounds.moveTo('2027-02-26T17:14:59Z');
    expect((await rounds.round(id)).state).toBe('closed');
    await rounds.moveTo('2027-02-26T17:15:00Z');
    expect(await messagesOf(rounds.records, reference)).toContain('draft-not-submitted closed-1803661200000');
    await rounds.moveTo(decisionsDue.instant);
    expect((await rounds.round(id)).state).toBe('completed');
    expect(await timeline(id)).toEqual([
      expect.stringContaining('created'),
      '2027-01-11T09:00:00.000Z open',
      '2027-02-26T17:00:00.000Z closed',
      expect.stringContaining('deciding'),
      expect.stringContaining('completed'),
    ]);
    expect(transitions(await rounds.look(execution(`${id}-close-drafts-1`)))).toEqual([
      'Do what the moment brings',
      'Is there more?',
      'The moment is over',
    ]);
    expect(rounds.scheduler.list()).toEqual([]);
    expect([rounds.errors, rounds.scheduler.deadLetters()]).toEqual([[], []]);
  });

  it.each([
    [
      'opens in the hour before the clocks go forward',
      { opens: '2027-03-27T23:59', closes: '2027-05-07T17:00' },
      ['2027-03-27T23:59:00.000Z', '2027-05-07T16:00:00.000Z', '2027-05-07T16:15:00.000Z'],
    ],
    [
      'closes on the morning on which they went forward',
      { opens: '2027-02-15T09:00', closes: '2027-03-28T09:00' },
      ['2027-02-15T09:00:00.000Z', '2027-03-28T08:00:00.000Z', '2027-03-28T08:15:00.000Z'],
    ],
    [
      'crosses both',
      { opens: '2027-03-22T09:00', closes: '2027-11-05T17:00' },
      ['2027-03-22T09:00:00.000Z', '2027-11-05T17:00:00.000Z', '2027-11-05T17:15:00.000Z'],
    ],
    [
      'closes just before they go back, with its grace in the hour that comes twice',
      { opens: '2027-09-20T09:00', closes: '2027-10-31T00:59' },
      ['2027-09-20T08:00:00.000Z', '2027-10-30T23:59:00.000Z', '2027-10-31T00:14:00.000Z'],
    ],
    [
      'closes on the evening after they went back',
      { opens: '2027-09-20T09:00', closes: '2027-10-31T17:00' },
      ['2027-09-20T08:00:00.000Z', '2027-10-31T17:00:00.000Z', '2027-10-31T17:15:00.000Z'],
    ],
  ])('%s', async (_, typed, [opens = '', closes = '', graceEnds = '']) => {
    const { id } = await make(typed);
    const state = async () => (await rounds.round(id)).state;
    const justBefore = (instant: string) => new Date(Date.parse(instant) - 1);
    await rounds.moveTo(justBefore(opens));
    expect(await state()).toBe('scheduled');
    await rounds.moveTo(opens);
    expect(await state()).toBe('open');
    await rounds.moveTo(justBefore(closes));
    expect(await state()).toBe('open');
    await rounds.moveTo(closes);
    expect(await state()).toBe('closed');
    await rounds.moveTo(justBefore(graceEnds));
    expect((await rounds.row(id)).done).not.toHaveProperty('close-drafts');
    await rounds.moveTo(graceEnds);
    expect((await rounds.row(id)).done).toMatchObject({ 'close-drafts': graceEnds });
  });
});

describe('a schedule that fires', () => {
  const fire = async (id: string, moment: string, name: string) => {
    const input = JSON.stringify({ round: id, moment });
    await rounds.home.service.startExecution({ stateMachineArn: rounds.planning.roundArn, name, input });
    await rounds.home.clock.activity.settled();
    return rounds.look(execution(name));
  };

  it('seconds early waits for its moment', async () => {
    const { id } = await make();
    await rounds.moveTo('2027-02-26T16:59:58.500Z');
    const early = await fire(id, 'close', 'early');
    expect(early.status).toBe('RUNNING');
    expect((await rounds.round(id)).state).toBe('open');
    await rounds.moveTo('2027-02-26T17:00:01Z');
    expect(transitions(await rounds.look(execution('early')))).toEqual([
      'Do what the moment brings',
      'Is there more?',
      'Wait for the moment',
      'Do what the moment brings',
      'Is there more?',
      'The moment is over',
    ]);
    expect((await rounds.round(id)).state).toBe('closed');
  });

  it('long before its moment, after it was done, or of an event that is none, does nothing', async () => {
    const { id } = await make();
    await rounds.moveTo('2027-02-01T09:00:00Z');
    const version = (await rounds.row(id)).version;
    for (const moment of ['close', 'open', 'party']) {
      expect((await fire(id, moment, `again-${moment}`)).output).toEqual({ outcome: 'nothing' });
    }
    expect((await rounds.row(id)).version).toBe(version);
  });

  it('at its old moment after an extension closes nothing', async () => {
    const { id } = await make();
    await rounds.moveTo('2027-02-20T09:00:00Z');
    const { reference } = await aFullDraft(rounds.desk(), { inRound: await rounds.round(id) });
    const dates = { closes: '2027-03-01T17:00' };
    await rounds.act((desk) => extendRound(desk, { round: id, dates, by: STAFF, reason: 'A snow day.' }));
    await rounds.plan(id);
    await rounds.moveTo('2027-02-26T17:00:30Z');
    expect((await fire(id, 'close', `${id}-close-1`)).output).toEqual({ outcome: 'nothing' });
    expect((await rounds.round(id)).state).toBe('open');
    await rounds.moveTo('2027-03-01T17:15:00Z');
    expect((await rounds.round(id)).state).toBe('closed');
    const told = await messagesOf(rounds.records, reference);
    expect(told.filter((message) => message.startsWith('round-extended'))).toHaveLength(1);
    expect(told.filter((message) => message.startsWith('draft-not-submitted'))).toHaveLength(1);
    // those of before the extension, which reminded everybody, are not made good
    expect(told.filter((message) => message.startsWith('draft-reminder'))).toHaveLength(3);
  });
});

it('is closed before its time by a manager: what was to come at the old closing comes at the new one, once', async () => {
  const { id } = await make();
  await rounds.moveTo('2027-02-01T09:00:00Z');
  const { reference } = await aFullDraft(rounds.desk(), { inRound: await rounds.round(id) });
  const early = { round: id, closes: '2027-02-10T17:00', by: STAFF, reason: 'All places are taken.' };
  await rounds.act((desk) => closeEarly(desk, early));
  await rounds.plan(id);
  expect(Object.fromEntries(due())).toMatchObject({
    [`${id}.one-week-left`]: '2027-02-03T17:00:00.000Z',
    [`${id}.close`]: '2027-02-10T17:00:00.000Z',
    [`${id}.close-drafts`]: '2027-02-10T17:15:00.000Z',
  });
  await rounds.moveTo('2027-02-10T17:15:00Z');
  expect((await rounds.round(id)).state).toBe('closed');
  await rounds.moveTo('2027-02-26T17:15:00Z');
  const told = await messagesOf(rounds.records, reference);
  expect(
    told.filter((message) => /early|reminder|not-submitted/.test(message)).map((one) => one.split(' ')[0]),
  ).toEqual(['draft-not-submitted', 'draft-reminder', 'draft-reminder', 'draft-reminder', 'round-closes-early']);
  expect((await rounds.row(id)).done).toHaveProperty('close-early-list');
  expect([rounds.errors, rounds.scheduler.deadLetters()]).toEqual([[], []]);
});

it('makes good what was missed, once, when the round is planned late', async () => {
  await rounds.moveTo('2027-02-20T09:00:00Z');
  const { round } = await rounds.act((desk) => createRound(desk, TYPED, STAFF));
  await rounds.moveTo('2027-03-01T09:00:00Z');
  await rounds.plan(round.id);
  await rounds.plan(round.id);
  expect((await rounds.round(round.id)).state).toBe('closed');
  expect(Object.keys((await rounds.row(round.id)).done).sort()).toEqual(
    ['close', 'close-drafts', 'closing-day', 'one-week-left', 'open', 'two-days-left', 'two-weeks-left'].sort(),
  );
  expect(due()).toHaveLength(2);
});

it('stops when a function fails for long, says so on the row, and is started anew by the sweep', async () => {
  const { id } = await make();
  rounds.lose('RunRound', 7);
  await rounds.moveTo('2027-01-11T09:30:00Z');
  expect(await rounds.row(id)).toMatchObject({ stopped: 'Error', round: { state: 'open' } });
  expect((await rounds.look(execution(`${id}-open-1`))).status).toBe('FAILED');
  await rounds.records.transact([changeRound(await rounds.row(id), { done: {} })]);
  await rounds.sweep();
  const row = await rounds.row(id);
  expect([row.plan, row.stopped]).toEqual([2, undefined]);
  await rounds.plan(id);
  expect((await rounds.row(id)).done).toHaveProperty('open');
});

it('goes on when each page is lost after its work', async () => {
  const { id } = await make();
  rounds.lose('RunRound', 2);
  await rounds.moveTo('2027-01-11T09:05:00Z');
  expect(await rounds.row(id)).toMatchObject({ round: { state: 'open' }, done: { open: '2027-01-11T09:00:00.000Z' } });
});

it('plans a round that another part of the service has written', async () => {
  const made = await make();
  const row = await rounds.row(made.id);
  await rounds.records.transact(putRound({ ...row.round, state: 'cancelled', cancelledAt: rounds.now() }, row));
  await rounds.plan(made.id);
  expect(due()).toEqual([]);
  expect((await rounds.row(made.id)).done).toHaveProperty('cancel');
});
