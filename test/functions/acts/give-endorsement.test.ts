import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveEndorsement } from '../../../functions/acts/give-endorsement.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { readCaseStanding } from '../../../functions/store/case-file.ts';
import { aDesk, anEndorsement, aSubmission, OPEN } from '../an-application.ts';
import { messagesOf } from '../messages.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

it('tells the applicant of each endorsement but the last, which the mail that all are there stands for', async () => {
  const { records } = table;
  const desk = aDesk(records);
  const { reference } = await aSubmission(desk);
  await createCheckEligibility({ records, now: () => OPEN })({ reference });
  const { slots, programme } = await readCaseStanding(records, reference);
  const told: number[] = [];
  for (const { slot, request } of slots) {
    const rules = programme.endorsements.slots.find(({ id }) => id === slot);
    if (!rules) throw new Error(`no slot ${slot}`);
    await giveEndorsement(desk, { reference, slot, request, given: anEndorsement(rules), ipClass: 'other' });
    const messages = await messagesOf(records, reference);
    told.push(messages.filter((message) => message.includes('endorser-answered')).length);
  }
  expect(told).toEqual([1, 1]);
  expect((await messagesOf(records, reference)).filter((one) => one.includes('endorsement-thanks'))).toHaveLength(2);
});
