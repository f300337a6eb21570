import { describe, expect, it } from 'vitest';
import { roundEvents } from '../../../../domain/round-moments.ts';
import { cancelCase } from '../../../../functions/acts/rounds/cancel-case.ts';
import { cancelRound } from '../../../../functions/acts/rounds/cancel-round.ts';
import { changeRoundBeforeOpening } from '../../../../functions/acts/rounds/change-round.ts';
import { createRound } from '../../../../functions/acts/rounds/create-round.ts';
import { saveAnswers } from '../../../../functions/acts/save-answers.ts';
import { startDraft } from '../../../../functions/acts/start-draft.ts';
import { submitApplication } from '../../../../functions/acts/submit-application.ts';
import { programmeOf, readCaseFile } from '../../../../functions/store/case-file.ts';
import { getCase } from '../../../../functions/store/case-row.ts';
import { getRound, putRound } from '../../../../functions/store/round-row.ts';
import { aFullDraft, aSubmission, OPEN, STAFF } from '../../an-application.ts';
import { messagesOf } from '../../messages.ts';
import { alone, CLOSES, closing, MINUTE, useRounds } from './use-rounds.ts';

const { table, deskAt, happen, stateOf } = useRounds();
const by = STAFF;

describe('making rounds', () => {
  const typed = { programme: 'lle', title: 'Autumn', opens: '2029-09-03T09:00', closes: '2029-10-12T17:00' };

  it('lets only one of several that overlap be made, when they come together', async () => {
    const days = ['03', '04', '05', '06', '07'];
    const made = await Promise.allSettled(
      days.map((day) => createRound(deskAt('2029-01-01T09:00Z'), { ...typed, opens: `2029-09-${day}T09:00` }, by)),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of made) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ problems: [{ word: 'overlaps' }] });
    }
  });

  it.each([
    ['does-not-exist', { opens: '2027-03-28T01:30' }],
    ['exists-twice', { opens: '2027-10-31T01:30' }],
    ['midnight', { opens: '2027-09-01T00:00' }],
    ['unknown-programme', { programme: 'nle' }],
    ['body-not-wanted', { body: 'ts-1' }],
    ['no-title', { title: ' ' }],
    ['title-too-long', { title: 'x'.repeat(81) }],
    ['capacity-too-small', { opens: '2031-09-01T09:00', closes: '2031-10-10T17:00', capacity: 0 }],
  ])('refuses what is %s', async (word, wrong) => {
    await expect(createRound(deskAt(OPEN), { ...typed, ...wrong }, by)).rejects.toMatchObject({ problems: [{ word }] });
  });

  it('takes ids of schools as long as the name of a schedule has room for', async () => {
    const desk = deskAt('2029-01-01T09:00Z');
    const ofSchool = (signs: number) => createRound(desk, { ...typed, programme: 'sle', body: 's'.repeat(signs) }, by);
    const { round } = await ofSchool(28);
    const reopened = { from: round.closes, until: round.endorsementsDue };
    const moments = roundEvents({ ...round, reopened }, programmeOf(round.generation).timing).map(({ id }) => id);
    const longest = Math.max(...moments.map((moment) => `${round.id}-9.${moment}`.length));
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
    expect(longest).toBe(64);
    await expect(ofSchool(29)).rejects.toMatchObject({ problems: [{ word: 'body-unreadable' }] });
  });

  it('takes another id for a round in the place of one that was cancelled, and a title in one line', async () => {
    const same = { ...typed, opens: '2034-01-09T09:00', closes: '2034-02-20T17:00', title: ' Spring\n 2034 ' };
    const desk = deskAt('2033-01-01T09:00Z');
    const first = await createRound(desk, same, by);
    await cancelRound(desk, { round: first.round.id, by, reason: 'A slip.' });
    const { round } = await createRound(desk, same, by);
    expect(round).toMatchObject({ id: `${first.round.id}-2`, title: 'Spring 2034' });
    await expect(createRound(desk, same, by)).rejects.toThrow(round.id);
  });

  it('changes a round until it opens, and gives its schedules another plan', async () => {
    const opens = { opens: '2033-01-10T09:00', closes: '2033-02-25T17:00' };
    const { round } = await createRound(deskAt('2032-01-01T09:00Z'), { ...typed, ...opens }, by);
    const changes = { opens: '2033-01-11T09:00', title: 'Winter', capacity: 10 };
    await changeRoundBeforeOpening(deskAt('2032-02-01T09:00Z'), { round: round.id, changes, by });
    expect(await getRound(table.records, round.id)).toMatchObject({
      plan: 2,
      round: { title: 'Winter', capacity: 10, opens: { wallClock: '2033-01-11T09:00' } },
    });
    const late = changeRoundBeforeOpening(deskAt('2033-01-11T09:00Z'), { round: round.id, changes, by });
    await expect(late).rejects.toMatchObject({ word: 'open' });
  });
});

describe('the deadline, whatever the schedules do', () => {
  /** The round's row still says that it is open: its schedules are 90 seconds late. */
  const send = (reference: string, at: Date) => submitApplication(deskAt(at), { reference, statementsTicked: true });

  it('takes what is sent one millisecond before the closing, and nothing at it', async () => {
    const { reference: early } = await aFullDraft(deskAt(OPEN), alone());
    const { reference: late } = await aFullDraft(deskAt(OPEN), alone());
    expect(await send(early, closing(-1))).toMatchObject({ word: 'submitted' });
    await expect(send(late, CLOSES)).rejects.toMatchObject({ word: 'closed' });
    await expect(send(late, closing(1))).rejects.toMatchObject({ word: 'closed' });
  });

  it('takes a draft that was saved in the last half hour until the millisecond before the grace ends', async () => {
    const { reference: early } = await aFullDraft(deskAt(closing(-30 * MINUTE)));
    const { reference: late } = await aFullDraft(deskAt(closing(-1)));
    const { reference: never } = await aFullDraft(deskAt(closing(-30 * MINUTE - 1)));
    expect(await send(early, closing(15 * MINUTE - 1))).toMatchObject({ word: 'submitted' });
    expect((await getCase(table.records, early)).admitted).toBe('in-grace');
    await expect(send(late, closing(15 * MINUTE))).rejects.toMatchObject({ word: 'closed' });
    await expect(send(never, closing(1))).rejects.toMatchObject({ word: 'closed' });
  });

  it('lets nobody begin after it, and nobody save but in the grace', async () => {
    const { reference, round } = await aFullDraft(deskAt(closing(-MINUTE)), alone());
    const [section] = (await readCaseFile(table.records, reference)).answers;
    const save = (at: Date, seen: number) =>
      saveAnswers(deskAt(at), { reference, section: section?.section ?? '', answers: { other: 'x' }, seen });
    await expect(startDraft(deskAt(CLOSES), { round: round.id, person: 'nobody' })).rejects.toThrow();
    expect(await save(closing(15 * MINUTE - 1), 1)).toEqual({ version: 2 });
    await expect(save(closing(15 * MINUTE), 2)).rejects.toMatchObject({ word: 'closed' });
  });

  it('closes drafts only at the end of the grace, and tells each holder once, with what they wrote', async () => {
    const { reference, round } = await aFullDraft(deskAt(closing(-MINUTE)), alone());
    expect(await happen(round.id, 'close-drafts', closing(15 * MINUTE - 90_000))).toBe('early');
    for (const late of [0, 0, 90_000]) await happen(round.id, 'close-drafts', closing(15 * MINUTE + late));
    expect(await stateOf(reference)).toBe('not-submitted');
    const told = (await messagesOf(table.records, reference)).filter((one) => one.startsWith('draft-not'));
    expect(told).toEqual([`draft-not-submitted closed-${CLOSES.getTime()}`]);
  });
});

it('a cancelled round takes nothing, ends open cases and tells applicants; one with a designation is not cancelled', async () => {
  const draft = await aFullDraft(deskAt(OPEN), alone());
  const { round: inRound } = draft;
  const sent = await aSubmission(deskAt(OPEN), { inRound });
  await cancelRound(deskAt(OPEN), { round: inRound.id, by, reason: 'No funds.' });
  await expect(
    submitApplication(deskAt(OPEN), { reference: draft.reference, statementsTicked: true }),
  ).rejects.toMatchObject({ word: 'cancelled' });
  await happen(inRound.id, 'cancel', OPEN);
  await cancelCase(deskAt(OPEN), sent.reference);
  for (const { reference } of [draft, sent]) {
    expect(await stateOf(reference)).toBe('withdrawn');
    expect(await messagesOf(table.records, reference)).toContain('round-cancelled applicant');
  }
  expect(await cancelRound(deskAt(OPEN), { round: inRound.id, by, reason: 'No funds.' })).toBe('already-cancelled');
});

it('a round of so many places takes so many, however many come together', async () => {
  const drafts = await Promise.all(
    Array.from({ length: 1 }, () => aFullDraft(deskAt(OPEN), { round: { capacity: 3 } })),
  );
  const inRound = drafts[0]?.round;
  if (!inRound) throw new Error('no round');
  for (let more = 0; more < 7; more++) drafts.push(await aFullDraft(deskAt(OPEN), { inRound }));
  const sent = await Promise.allSettled(
    drafts.map(({ reference }) => submitApplication(deskAt(OPEN), { reference, statementsTicked: true })),
  );
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const result of sent) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'RoundFullError' });
  }
});

it('does not lose a change that two managers make at once', async () => {
  const { round } = await aFullDraft(deskAt(OPEN), alone());
  const row = await getRound(table.records, round.id);
  await table.records.transact(putRound({ ...row.round, title: 'First' }, row));
  await expect(table.records.transact(putRound({ ...row.round, title: 'Second' }, row))).rejects.toMatchObject({
    name: 'RoundChangedError',
  });
});
