import { afterAll, beforeAll, expect, it } from 'vitest';
import { replaceEndorser } from '../../../functions/acts/replace-endorser.ts';
import { withdraw } from '../../../functions/acts/withdraw.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { addressHash } from '../../../functions/store/address-hash.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { messageRow } from '../../../functions/store/message-row.ts';
import { createSweep } from '../../../functions/sweep/sweep.ts';
import { aScheduler } from '../a-scheduler.ts';
import { APPLICANT, aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const officer = { name: 'Lee Officer', email: 'lee.officer@authority.example', role: 'Second-tier officer' };
const SLOT = 'authority-or-professional';

async function askOfficer() {
  const { reference } = await aSubmission(aDesk(table.records), { answers: { 'professional-endorser': officer } });
  return reference;
}

const slotOf = async (reference: string) =>
  (await readCaseFile(table.records, reference)).slots.find(({ slot }) => slot === SLOT);

function sweepAt(at: Date) {
  const { workflows } = aDesk(table.records);
  return createSweep({
    records: table.records,
    workflows,
    stateMachineArn: 'application',
    directoryArn: 'directory',
    ...aScheduler().scheduling,
    now: () => at,
    tellOperators: () => {},
    tellCases: () => {},
  })();
}

it('asks an address that many name at once by one mail, and then by one digest, leaving out who is gone', async () => {
  const check = createCheckEligibility({ records: table.records, now: () => OPEN });
  const references = await Promise.all([askOfficer(), askOfficer(), askOfficer(), askOfficer()]);
  await Promise.all(references.map((reference) => check({ reference })));
  const states = await Promise.all(references.map(async (reference) => (await slotOf(reference))?.state));
  expect(states.toSorted()).toEqual(['held', 'held', 'held', 'requested']);

  const held = references.filter((_, index) => states[index] === 'held');
  const [gone = '', replaced = '', left = ''] = held;
  await withdraw(aDesk(table.records), { reference: gone, by: APPLICANT, reason: 'other' });
  const endorser = { name: 'Another One', email: 'another@authority.example', role: 'Director' };
  await replaceEndorser(aDesk(table.records), {
    reference: replaced,
    slot: SLOT,
    request: '1',
    by: APPLICANT,
    endorser,
  });

  await sweepAt(new Date(OPEN.getTime() + 4 * 60_000));
  expect((await slotOf(left))?.state).toBe('held');
  const later = new Date(OPEN.getTime() + 5 * 60_000);
  await sweepAt(later);
  await sweepAt(later);
  expect(await slotOf(left)).toMatchObject({ state: 'requested', requestedAt: later.toISOString() });
  expect((await slotOf(gone))?.state).toBe('cancelled');

  const { pk } = rowKeys.email(await addressHash(table.records, officer.email));
  const messages = await Array.fromAsync(
    table.records.query(
      {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
        ExpressionAttributeValues: { ':pk': pk, ':message': 'MESSAGE#' },
      },
      messageRow,
    ),
  );
  expect(messages.map(({ template }) => template)).toEqual(['endorsement-digest']);
});
