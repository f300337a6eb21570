import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { criteriaToMark } from '../../../domain/decision.ts';
import { decide } from '../../../functions/acts/decide.ts';
import { checkCase } from '../../../functions/acts/eligibility-facts.ts';
import { giveEndorsement } from '../../../functions/acts/give-endorsement.ts';
import { markCriteria } from '../../../functions/acts/mark-criteria.ts';
import { releaseDecision } from '../../../functions/acts/release-decision.ts';
import { createCarryOutDecision } from '../../../functions/carry-out-decision/carry-out-decision.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { createSettleEndorsements } from '../../../functions/settle-endorsements/settle-endorsements.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { rowKeys, shardsOf } from '../../../functions/store/keys.ts';
import { openTasks } from '../../../functions/store/task-row.ts';
import { ANOTHER, aDesk, anEndorsement, aSubmission, OPEN, STAFF } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

/** A case whose decision to designate is released, and not yet carried out. */
async function released() {
  const desk = aDesk(table.records);
  const { reference, person, school } = await aSubmission(desk);
  const dependencies = { records: table.records, now: () => OPEN };
  await createCheckEligibility(dependencies)({ reference });
  const { programme } = await readCaseFile(table.records, reference);
  for (const rules of programme.endorsements.slots) {
    const given = { given: anEndorsement(rules), ipClass: '192.0.2.0/24' };
    await giveEndorsement(desk, { reference, slot: rules.id, request: '1', ...given });
  }
  await createSettleEndorsements({ ...dependencies, tellEndorsed: () => {} })({ reference });
  const file = await readCaseFile(table.records, reference);
  const toMark = criteriaToMark(checkCase(file, school, OPEN).findings);
  const marks = toMark.map((criterion) => ({ criterion, mark: 'met', reason: 'Shown.' }) as const);
  await markCriteria(desk, { reference, by: STAFF, marks });
  await decide(desk, { reference, by: STAFF, outcome: 'designate', declineReasons: [], words: '' });
  await releaseDecision(desk, { reference, by: ANOTHER });
  return { reference, person, carryOut: () => createCarryOutDecision(dependencies)({ reference }) };
}

/** The cases that wait for a decision by staff. */
async function queued(): Promise<string[]> {
  const shards = shardsOf('QUEUE#national#decision', 'byQueue').map((shard) => {
    const query = {
      IndexName: 'byQueue',
      KeyConditionExpression: 'queuePk = :shard',
      ExpressionAttributeValues: { ':shard': shard },
    };
    return Array.fromAsync(table.records.query(query, z.object({ pk: z.string() })));
  });
  return (await Promise.all(shards)).flat().map(({ pk }) => pk.replace('CASE#', ''));
}

it('gives a decision back to its deciders, in their queue, when the person was designated meanwhile', async () => {
  const { reference, person, carryOut } = await released();
  expect(await queued()).not.toContain(reference);
  const held = { ...rowKeys['designation-of-person'](person, 'lle'), kind: 'designation-of-person', number: 'LLE-X' };
  await table.records.transact([{ Put: { Item: held } }]);
  await expect(carryOut()).rejects.toThrow(expect.objectContaining({ name: 'DecisionNotReleasedError' }));
  expect(await queued()).toContain(reference);
  expect(await openTasks(table.records, reference)).toMatchObject([{ task: 'already-designated' }]);
  const { decision } = await readCaseFile(table.records, reference);
  expect(decision).toMatchObject({ state: 'awaited' });
  for (const field of ['outcome', 'declineReasons', 'decidedBy', 'decidedAt', 'releasedBy', 'releasedAt']) {
    expect(decision).not.toHaveProperty(field);
  }
});
