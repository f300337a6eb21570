import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDraft } from '../../../functions/acts/rounds/close-draft.ts';
import { giveLatePass } from '../../../functions/acts/rounds/give-late-pass.ts';
import { startDraft } from '../../../functions/acts/start-draft.ts';
import { submitApplication } from '../../../functions/acts/submit-application.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { endLatePass } from '../../../functions/sweep/end-late-pass.ts';
import type { Sweeping } from '../../../functions/sweep/sweeping.ts';
import { aDesk, aFullDraft, OPEN, STAFF } from '../an-application.ts';
import { messagesOf } from '../messages.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const HOUR = 3_600_000;
const END = new Date('2027-03-05T17:00:00Z');

/** The draft of somebody who has leave to send it late, on which they go on after it was closed. */
async function aLateDraft() {
  const draft = await aFullDraft(aDesk(table.records, OPEN));
  const { reference, person, round } = draft;
  const after = new Date(round.closes.instant.getTime() + HOUR);
  await closeDraft(aDesk(table.records, after), reference);
  const pass = { round: round.id, person, until: '2027-03-05T17:00', by: STAFF, reason: 'In hospital.' };
  await giveLatePass(aDesk(table.records, after), pass);
  await startDraft(aDesk(table.records, after), { round: round.id, person });
  const sweep = (at: Date) =>
    endLatePass({ records: table.records, at } as Sweeping, rowKeys['late-pass'](round.id, person));
  return { ...draft, pass, sweep };
}

const stateOf = async (reference: string) => (await getCase(table.records, reference)).state;
const toldOf = async (reference: string) =>
  (await messagesOf(table.records, reference)).filter((message) => message.startsWith('draft-not-submitted'));

it('lets somebody be until their leave ends', async () => {
  const { reference, sweep } = await aLateDraft();
  expect(await stateOf(reference)).toBe('draft');
  await sweep(new Date(END.getTime() - 1));
  expect(await stateOf(reference)).toBe('draft');
});

it('closes the draft at the end of the leave, and tells its holder once', async () => {
  const { reference, round, sweep } = await aLateDraft();
  await sweep(END);
  await sweep(new Date(END.getTime() + HOUR));
  expect(await stateOf(reference)).toBe('not-submitted');
  expect(await toldOf(reference)).toEqual([
    `draft-not-submitted closed-${round.closes.instant.getTime()}`,
    `draft-not-submitted closed-${END.getTime()}`,
  ]);
});

it('goes by the last leave that was given', async () => {
  const { reference, pass, sweep } = await aLateDraft();
  await giveLatePass(aDesk(table.records, new Date(END.getTime() - HOUR)), { ...pass, until: '2027-03-09T17:00' });
  await sweep(END);
  expect(await stateOf(reference)).toBe('draft');
  await sweep(new Date('2027-03-09T17:00:00Z'));
  expect(await stateOf(reference)).toBe('not-submitted');
});

it('leaves an application alone that was sent in time', async () => {
  const { reference, sweep } = await aLateDraft();
  const inTime = aDesk(table.records, new Date(END.getTime() - 1));
  await submitApplication(inTime, { reference, statementsTicked: true });
  await sweep(END);
  expect(await stateOf(reference)).toBe('submitted');
  expect(await toldOf(reference)).toHaveLength(1);
});

it('has nothing to close where somebody never came', async () => {
  const { person } = await aFullDraft(aDesk(table.records, OPEN));
  const { round } = await aLateDraft();
  const after = new Date(round.closes.instant.getTime() + HOUR);
  const pass = { round: round.id, person, until: '2027-03-05T17:00', by: STAFF, reason: 'Abroad.' };
  await giveLatePass(aDesk(table.records, after), pass);
  const sweeping = { records: table.records, at: END } as Sweeping;
  await expect(endLatePass(sweeping, rowKeys['late-pass'](round.id, person))).resolves.toBeUndefined();
});
