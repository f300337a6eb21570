import { describe, expect, it } from 'vitest';
import { closeEarly, previewEarlyClosing } from '../../../../functions/acts/rounds/close-early.ts';
import { extendRound } from '../../../../functions/acts/rounds/extend-round.ts';
import { previewExtension } from '../../../../functions/acts/rounds/preview-extension.ts';
import { reopenRound } from '../../../../functions/acts/rounds/reopen-round.ts';
import { startDraft } from '../../../../functions/acts/start-draft.ts';
import { submitApplication } from '../../../../functions/acts/submit-application.ts';
import { createCheckEligibility } from '../../../../functions/check-eligibility/check-eligibility.ts';
import { readCaseFile } from '../../../../functions/store/case-file.ts';
import { rowKeys } from '../../../../functions/store/keys.ts';
import { GATE_COPIES, gateRow, getRound } from '../../../../functions/store/round-row.ts';
import { aFullDraft, aSubmission, OPEN, STAFF } from '../../an-application.ts';
import { messagesOf } from '../../messages.ts';
import { alone, CLOSES, closing, MINUTE, useRounds } from './use-rounds.ts';

const { table, deskAt, happen, stateOf } = useRounds();
const by = STAFF;

describe('an extension', () => {
  it('says who will be told, tells them, and moves what hangs on the dates', async () => {
    const draft = await aFullDraft(deskAt(OPEN), alone());
    const { round: inRound } = draft;
    const sent = await aSubmission(deskAt(OPEN), { inRound });
    await createCheckEligibility({ records: table.records, now: () => OPEN })({ reference: sent.reference });
    const extension = { round: inRound.id, dates: { closes: '2027-03-05T17:00' }, by, reason: 'A storm.' };
    const at = '2027-02-01T10:00Z';
    const preview = await previewExtension(deskAt(at), extension);
    expect(preview).toMatchObject({
      drafts: { count: 1, sample: ['Robin Example'] },
      // it closes later, so that endorsers' five weeks and the time to decide end later too
      endorsers: { count: 0 },
    });
    const more = { ...extension, dates: { ...extension.dates, endorsementsDue: '2027-04-16T17:00' } };
    expect((await previewExtension(deskAt(at), more)).endorsers.count).toBe(2);
    await extendRound(deskAt(at), more);
    for (const again of [1, 2]) expect(await happen(inRound.id, 'extend', at)).toBe(again === 1 ? 'done' : 'nothing');
    expect(await messagesOf(table.records, draft.reference)).toContain(
      `round-extended closes-${Date.parse('2027-03-05T17:00Z')}-${Date.parse(at)}`,
    );
    const { slots } = await readCaseFile(table.records, sent.reference);
    expect(slots.map(({ dueAt }) => dueAt)).toEqual(['2027-04-16T16:00:00.000Z', '2027-04-16T16:00:00.000Z']);
    expect(
      (await messagesOf(table.records, sent.reference)).filter((one) => /^endorsement-ext/.test(one)),
    ).toHaveLength(2);
    // at the old closing nothing is refused and nothing closed
    expect(
      await submitApplication(deskAt(CLOSES), { reference: draft.reference, statementsTicked: true }),
    ).toMatchObject({
      word: 'submitted',
    });
  });

  /** What somebody was told of later closings. */
  const toldLater = async (reference: string) =>
    (await messagesOf(table.records, reference)).filter((one) => one.startsWith('round-extended'));

  it('of other dates tells nobody that the round closes later, and keeps why it does', async () => {
    const { round, reference } = await aFullDraft(deskAt(OPEN), alone());
    const [first, second] = [closing(24 * 60 * MINUTE, OPEN), closing(5 * 24 * 60 * MINUTE, OPEN)];
    const snow = { round: round.id, dates: { closes: '2027-03-05T17:00' }, by, reason: 'Snow.' };
    await extendRound(deskAt(first), snow);
    await happen(round.id, 'extend', first);
    const { reference: later } = await aFullDraft(deskAt(closing(MINUTE, first)), { inRound: round });
    const panel = { round: round.id, dates: { decisionsDue: '2027-06-25T17:00' }, by, reason: 'The panel is ill.' };
    expect((await previewExtension(deskAt(second), panel)).drafts.count).toBe(0);
    const { extended } = await extendRound(deskAt(second), panel);
    expect(extended).toMatchObject({ reason: panel.reason, closesMoved: { at: first, reason: snow.reason } });
    await happen(round.id, 'extend', second);
    expect([await toldLater(reference), await toldLater(later)]).toMatchObject([{ length: 1 }, []]);
  });

  it('to a closing that was given before, and taken back, is told anew', async () => {
    const { round, reference } = await aFullDraft(deskAt(OPEN), alone());
    const later = { round: round.id, dates: { closes: '2027-03-05T17:00' }, by, reason: 'A storm.' };
    const [one, two, three] = [closing(MINUTE, OPEN), closing(2 * MINUTE, OPEN), closing(3 * MINUTE, OPEN)];
    await extendRound(deskAt(one), later);
    await happen(round.id, 'extend', one);
    const early = { round: round.id, closes: '2027-02-20T17:00', by, reason: 'All the money is spent.' };
    expect((await closeEarly(deskAt(two), early)).extended?.closesMoved).toBeUndefined();
    await happen(round.id, 'close-early', two);
    await extendRound(deskAt(three), later);
    await happen(round.id, 'extend', three);
    expect(await toldLater(reference)).toHaveLength(2);
  });

  it('takes the later dates along where they would come too soon', async () => {
    const { round } = await aFullDraft(deskAt(OPEN), alone());
    const dates = { closes: '2027-03-12T17:00' };
    const next = await extendRound(deskAt(OPEN), { round: round.id, dates, by, reason: 'A storm.' });
    expect(next.endorsementsDue.wallClock).toBe('2027-04-16T17:00');
    expect(next.extended?.moved).toEqual(['closes', 'endorsementsDue']);
  });

  it.each([
    [{ closes: '2027-02-25T17:00' }, 'storm', 'not-later'],
    [{}, 'storm', 'no-date'],
    [{ closes: '2027-03-05T17:00' }, ' ', 'no-reason'],
    [{ closes: '2027-03-28T01:30' }, 'storm', 'does-not-exist'],
  ])('refuses %j for "%s": %s', async (dates, reason, word) => {
    const { round } = await aFullDraft(deskAt(OPEN), alone());
    const extending = extendRound(deskAt(OPEN), { round: round.id, dates, by, reason });
    await expect(extending).rejects.toMatchObject({ problems: [{ word }] });
  });

  it('of a second opening moves its end: whoever has not sent is told of the later end', async () => {
    const { round, reference } = await aFullDraft(deskAt(OPEN), alone());
    await happen(round.id, 'close-drafts', closing(15 * MINUTE));
    const again = closing(3_600_000);
    const reopening = { round: round.id, by, reason: 'A storm.' };
    await reopenRound(deskAt(again), { ...reopening, until: '2027-03-05T17:00' });
    const repeated = reopenRound(deskAt(again), { ...reopening, until: '2027-03-03T17:00' });
    await expect(repeated, 'that would bring its end forward').rejects.toMatchObject({ word: 'not-closed' });
    const extending = { round: round.id, by, reason: 'More snow.' };
    const earlier = extendRound(deskAt(again), { ...extending, dates: { closes: '2027-03-04T17:00' } });
    await expect(earlier).rejects.toMatchObject({ problems: [{ word: 'not-later' }] });
    const next = await extendRound(deskAt(again), { ...extending, dates: { closes: '2027-03-08T17:00' } });
    expect(next).toMatchObject({
      closes: round.closes,
      endorsementsDue: round.endorsementsDue,
      reopened: { until: { wallClock: '2027-03-08T17:00' } },
    });
    await happen(round.id, 'extend', again);
    expect((await messagesOf(table.records, reference)).filter((one) => one.startsWith('round-extended'))).toHaveLength(
      1,
    );
    const late = extendRound(deskAt(again), { ...extending, dates: { closes: '2027-12-08T17:00' } });
    await expect(late).rejects.toMatchObject({ problems: [{ word: 'not-before' }] });
  });

  it('from before a second opening is no news in it', async () => {
    const { round, reference } = await aFullDraft(deskAt(OPEN), alone());
    const extending = { round: round.id, by, reason: 'A storm.' };
    await extendRound(deskAt(OPEN), { ...extending, dates: { closes: '2027-03-01T17:00' } });
    const again = new Date('2027-03-02T10:00:00Z');
    await happen(round.id, 'close-drafts', again);
    await reopenRound(deskAt(again), { ...extending, until: '2027-03-05T17:00' });
    await extendRound(deskAt(again), { ...extending, dates: { decisionsDue: '2027-06-25T17:00' } });
    await happen(round.id, 'extend', again);
    expect(await stateOf(reference)).toBe('not-submitted');
    expect((await messagesOf(table.records, reference)).filter((one) => one.startsWith('round-extended'))).toEqual([]);
  });
});

describe('an early closing', () => {
  const reason = 'All the money is spent.';
  const at = new Date('2027-02-01T10:00:00Z');

  it('at once takes nothing more but what was just saved, and tells who has a draft, then that they did not apply', async () => {
    const { round, reference } = await aFullDraft(deskAt(OPEN), alone());
    const { reference: fresh } = await aFullDraft(deskAt(closing(-MINUTE, at)), { inRound: round });
    expect(await previewEarlyClosing(deskAt(at), { round: round.id, reason })).toMatchObject({ drafts: { count: 2 } });
    const closed = await closeEarly(deskAt(at), { round: round.id, by, reason });
    expect(closed).toMatchObject({ state: 'closed', closes: { wallClock: '2027-02-01T10:00', instant: at } });
    expect(closed.endorsementsDue).toEqual(round.endorsementsDue);
    const send = (which: string, ms: number) =>
      submitApplication(deskAt(closing(ms, at)), { reference: which, statementsTicked: true });
    await expect(send(reference, 0)).rejects.toMatchObject({ word: 'closed' });
    expect(await send(fresh, 15 * MINUTE - 1)).toMatchObject({ word: 'submitted' });
    for (const again of [1, 2])
      expect(await happen(round.id, 'close-early', at)).toBe(again === 1 ? 'done' : 'nothing');
    await happen(round.id, 'close-early-list', at);
    await happen(round.id, 'close-drafts', closing(15 * MINUTE, at));
    expect((await messagesOf(table.records, reference)).filter((one) => /early|not-sub/.test(one))).toEqual([
      `draft-not-submitted closed-${at.getTime()}`,
      `round-closes-early early-${at.getTime()}`,
    ]);
  });

  it('ahead moves the deadline of every copy of the gate, and can be put back again', async () => {
    const { round, reference } = await aFullDraft(deskAt(OPEN), alone());
    const early = { round: round.id, by, reason, closes: '2027-02-12T17:00' };
    expect(await closeEarly(deskAt(at), early)).toMatchObject({ state: 'open', closedEarly: { at, reason } });
    const end = new Date('2027-02-12T17:00:00Z');
    for (let copy = 0; copy < GATE_COPIES; copy++) {
      const row = await table.records.get(rowKeys.gate(round.id, copy), gateRow);
      expect(row?.gate.closes.instant).toEqual(end);
    }
    const dates = { closes: '2027-02-26T17:00' };
    const next = await extendRound(deskAt(at), { round: round.id, dates, by, reason: 'Money was found.' });
    expect(next.closedEarly).toBeUndefined();
    expect(await submitApplication(deskAt(end), { reference, statementsTicked: true })).toMatchObject({
      word: 'submitted',
    });
  });

  it('ends a second opening, too, and tells everybody who heard of it', async () => {
    const { round, reference, person } = await aFullDraft(deskAt(OPEN), alone());
    const { reference: left } = await aFullDraft(deskAt(OPEN), { inRound: round });
    await happen(round.id, 'close-drafts', closing(15 * MINUTE));
    const again = closing(3_600_000);
    await reopenRound(deskAt(again), { round: round.id, until: '2027-03-05T17:00', by, reason: 'A storm.' });
    await startDraft(deskAt(again), { round: round.id, person });
    const end = closing(7_200_000);
    expect(await previewEarlyClosing(deskAt(end), { round: round.id, reason })).toMatchObject({
      drafts: { count: 2 },
      interested: 0,
    });
    const closed = await closeEarly(deskAt(end), { round: round.id, by, reason });
    expect(closed).toMatchObject({ state: 'closed', closes: { wallClock: '2027-02-26T17:00' } });
    expect(closed.reopened?.until.instant).toEqual(end);
    await happen(round.id, 'close-early', end);
    expect([await stateOf(reference), await stateOf(left)]).toEqual(['draft', 'not-submitted']);
    for (const one of [reference, left]) {
      expect(await messagesOf(table.records, one)).toContain(`round-closes-early early-${end.getTime()}`);
    }
    expect(await happen(round.id, 'close-early-list', end)).toBe('done');
  });

  it('of a few days can be followed by an opening of the same round, and by later dates', async () => {
    const { round } = await aFullDraft(deskAt(OPEN), alone());
    const second = closing(2 * 24 * 60 * MINUTE, round.opens.instant);
    await closeEarly(deskAt(second), { round: round.id, by, reason });
    const dates = { decisionsDue: '2027-06-25T17:00' };
    await extendRound(deskAt(second), { round: round.id, dates, by, reason: 'A member of the panel is ill.' });
    const until = '2027-02-26T17:00';
    await reopenRound(deskAt(second), { round: round.id, until, by, reason: 'Money was found.' });
    expect((await getRound(table.records, round.id)).round).toMatchObject({
      state: 'open',
      decisionsDue: { wallClock: dates.decisionsDue },
      reopened: { until: { wallClock: until } },
    });
  });

  it.each([
    [{ closes: '2027-02-26T17:00' }, 'not-earlier'],
    [{ closes: '2027-01-31T17:00' }, 'not-earlier'],
    [{ closes: '2027-02-12T00:00' }, 'midnight'],
    [{ reason: ' ' }, 'no-reason'],
  ])('refuses %j: %s', async (wrong, word) => {
    const { round } = await aFullDraft(deskAt(OPEN), alone());
    const closes = closeEarly(deskAt(at), { round: round.id, by, reason, ...wrong });
    await expect(closes).rejects.toMatchObject({ problems: [{ word }] });
  });

  it('is for a round that is open', async () => {
    const { round } = await aFullDraft(deskAt(OPEN), alone());
    for (const when of [CLOSES, new Date('2027-01-01T09:00Z')]) {
      await expect(closeEarly(deskAt(when), { round: round.id, by, reason })).rejects.toMatchObject({
        word: 'not-open',
      });
    }
  });
});
