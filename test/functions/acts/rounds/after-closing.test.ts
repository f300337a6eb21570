import { describe, expect, it } from 'vitest';
import { giveLatePass } from '../../../../functions/acts/rounds/give-late-pass.ts';
import { reopenRound } from '../../../../functions/acts/rounds/reopen-round.ts';
import { startDraft } from '../../../../functions/acts/start-draft.ts';
import { submitApplication } from '../../../../functions/acts/submit-application.ts';
import { getCase } from '../../../../functions/store/case-row.ts';
import { messageRow } from '../../../../functions/store/message-row.ts';
import { personKey } from '../../../../functions/store/person-row.ts';
import { getRound } from '../../../../functions/store/round-row.ts';
import { aFullDraft, OPEN, STAFF } from '../../an-application.ts';
import { messagesOf } from '../../messages.ts';
import { alone, CLOSES, closing, MINUTE, useRounds } from './use-rounds.ts';

const { table, deskAt, happen, stateOf } = useRounds();
const by = STAFF;

describe('after the closing', () => {
  it('a round that is opened again lets drafts go on, and closes them anew', async () => {
    const { reference, round, person } = await aFullDraft(deskAt(OPEN), alone());
    await happen(round.id, 'close-drafts', closing(15 * MINUTE));
    const at = closing(3_600_000);
    const until = '2027-03-01T17:00';
    await reopenRound(deskAt(at), { round: round.id, until, by, reason: 'Our pages were down.' });
    expect((await getRound(table.records, round.id)).round.state).toBe('open');
    await happen(round.id, 'reopen', at);
    expect(await messagesOf(table.records, reference)).toContain(`round-reopened reopened-${at.getTime()}`);
    expect(await startDraft(deskAt(at), { round: round.id, person })).toEqual({ word: 'there-already', reference });
    expect(await stateOf(reference)).toBe('draft');
    const end = Date.parse(`${until}Z`);
    await expect(submitApplication(deskAt(new Date(end)), { reference, statementsTicked: true })).rejects.toMatchObject(
      { word: 'closed' },
    );
    await happen(round.id, 'close-drafts-again', new Date(end + 15 * MINUTE));
    const told = (await messagesOf(table.records, reference)).filter((one) => one.startsWith('draft-not'));
    expect(told).toEqual([`draft-not-submitted closed-${CLOSES.getTime()}`, `draft-not-submitted closed-${end}`]);
    await happen(round.id, 'close-again', new Date(end + 15 * MINUTE));
    expect((await getRound(table.records, round.id)).round.state).toBe('closed');
  });

  it('a round that is opened again before drafts are closed tells their holders', async () => {
    const { reference, round } = await aFullDraft(deskAt(OPEN), alone());
    const at = closing(5 * MINUTE);
    await reopenRound(deskAt(at), { round: round.id, until: '2027-03-01T17:00', by, reason: 'Our pages were down.' });
    await happen(round.id, 'reopen', at);
    expect(await messagesOf(table.records, reference)).toContain(`round-reopened reopened-${at.getTime()}`);
    expect(await stateOf(reference)).toBe('draft');
  });

  it('the same late pass given twice is told once', async () => {
    const { round, person } = await aFullDraft(deskAt(OPEN), alone());
    await happen(round.id, 'close-drafts', closing(15 * MINUTE));
    const pass = { round: round.id, person, until: '2027-03-05T17:00', by, reason: 'In hospital.' };
    const given = await giveLatePass(deskAt(closing(3_600_000)), pass);
    expect(
      await giveLatePass(deskAt(closing(3_700_000)), { ...pass, reason: 'In hospital, as her letter says.' }),
    ).toEqual(given);
  });

  it('a late pass can be given another end and its first one again, and is told each time', async () => {
    const { round, person } = await aFullDraft(deskAt(OPEN), alone());
    await happen(round.id, 'close-drafts', closing(15 * MINUTE));
    const give = (until: string, hours: number) =>
      giveLatePass(deskAt(closing(hours * 60 * MINUTE)), {
        round: round.id,
        person,
        until,
        by,
        reason: 'In hospital.',
      });
    const first = await give('2027-03-05T17:00', 1);
    await give('2027-03-08T17:00', 2);
    expect(await give('2027-03-05T17:00', 3)).toEqual(first);
    const owed = await Array.fromAsync(
      table.records.beginning({ ...personKey(person), sk: 'MESSAGE#late-pass' }, messageRow),
    );
    expect(owed).toHaveLength(3);
    await expect(give('2027-12-06T17:00', 4)).rejects.toMatchObject({ problems: [{ word: 'not-before' }] });
    const reopening = { round: round.id, until: '2027-03-03T17:00', by, reason: 'A storm.' };
    await reopenRound(deskAt(closing(5 * 60 * MINUTE)), reopening);
    await expect(give('2027-03-08T17:00', 6), 'everybody can apply').rejects.toMatchObject({ word: 'not-closed' });
  });

  it('a late pass lets one person send one application, until its end', async () => {
    const { reference, round, person } = await aFullDraft(deskAt(OPEN), alone());
    await happen(round.id, 'close-drafts', closing(15 * MINUTE));
    const pass = { round: round.id, person, until: '2027-03-05T17:00', by, reason: 'In hospital.' };
    await giveLatePass(deskAt(closing(3_600_000)), pass);
    const end = new Date('2027-03-05T17:00:00Z');
    await startDraft(deskAt(closing(-2, end)), { round: round.id, person });
    await expect(submitApplication(deskAt(end), { reference, statementsTicked: true })).rejects.toMatchObject({
      word: 'closed',
    });
    await submitApplication(deskAt(closing(-1, end)), { reference, statementsTicked: true });
    expect((await getCase(table.records, reference)).admitted).toBe('late-pass');
    await expect(giveLatePass(deskAt(end), { ...pass, until: '2027-03-09T17:00' })).rejects.toMatchObject({
      word: 'sent',
    });
  });
});
