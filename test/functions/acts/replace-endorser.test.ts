import { afterAll, beforeAll, expect, it } from 'vitest';
import { replaceEndorser } from '../../../functions/acts/replace-endorser.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { MESSAGE_TASK } from '../../../functions/mail/outbox.ts';
import { programmeOf, readCaseFile } from '../../../functions/store/case-file.ts';
import { changeSlot } from '../../../functions/store/slot-row.ts';
import { openTasks, putTask } from '../../../functions/store/task-row.ts';
import { APPLICANT, aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

it('settles what came back from the address that is replaced, and no mail to the applicant about it', async () => {
  const { records } = table;
  const { reference } = await aSubmission(aDesk(records));
  await createCheckEligibility({ records, now: () => OPEN })({ reference });
  const { slots, case: row } = await readCaseFile(records, reference);
  const slot = slots[0];
  if (!slot) throw new Error('nobody was asked');
  const [cameBack, told] = ['endorsement-asked_%_1', `endorser-bounced_%-${OPEN.getTime()}_1`].map(
    (name) => `CASE-${reference}_${name.replace('%', `${slot.slot}-1`)}`,
  );
  const { endorsements } = programmeOf(row.generation);
  await records.transact([
    changeSlot(slot, endorsements, OPEN, { set: { state: 'bounced' } }, 'bounced'),
    ...[cameBack, told].map((name = '') => putTask(reference, row.body, MESSAGE_TASK, name, OPEN)),
  ]);
  const endorser = { name: 'Another One', email: 'another@authority.example', role: 'Director' };
  await replaceEndorser(aDesk(records), { reference, slot: slot.slot, request: '1', by: APPLICANT, endorser });
  expect(await openTasks(records, reference)).toMatchObject([{ subject: told }]);
});
