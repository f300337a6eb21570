import { afterAll, beforeAll, expect, it } from 'vitest';
import { extendInformation } from '../../../functions/acts/extend-information.ts';
import { releaseDecision } from '../../../functions/acts/release-decision.ts';
import { requestInformation } from '../../../functions/acts/request-information.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { informationKey } from '../../../functions/store/information-request-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { endOverdueInformation } from '../../../functions/sweep/end-overdue-information.ts';
import type { Sweeping } from '../../../functions/sweep/sweeping.ts';
import { ANOTHER, aDesk, aSubmission, STAFF } from '../an-application.ts';
import { messagesOf } from '../messages.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const PROVISIONAL = { kind: 'decision', state: 'provisional', outcome: 'decline', version: 1 } as const;

it('ends a question that was given longer and is overdue once more, so that the decision can be released', async () => {
  const { records } = table;
  const desk = aDesk(records);
  const { reference } = await aSubmission(desk);
  await records.transact([{ Put: { Item: { ...rowKeys.decision(reference), ...PROVISIONAL, reference } } }]);
  const { request, dueAt } = await requestInformation(desk, { reference, by: STAFF, asks: 'Which?' });
  const sweep = (at: Date) => endOverdueInformation({ records, at } as Sweeping, informationKey(reference, request));
  const release = () => releaseDecision(desk, { reference, by: ANOTHER });

  await sweep(dueAt);
  const later = new Date(dueAt.getTime() + 86_400_000);
  await extendInformation(aDesk(records, dueAt), {
    reference,
    request,
    dueAt: later,
    by: STAFF,
    reason: 'In hospital.',
  });
  await sweep(new Date(later.getTime() - 1));
  await expect(release()).rejects.toThrow('awaiting-information');
  await sweep(later);
  await sweep(later);

  expect((await readCaseFile(records, reference)).information).toMatchObject([{ state: 'overdue' }]);
  const told = await messagesOf(records, reference);
  expect(told.filter((message) => message.startsWith('information-overdue'))).toEqual([
    `information-overdue ${request}-${dueAt.getTime()}`,
    `information-overdue ${request}-${later.getTime()}`,
  ]);
  expect(await release()).toBe('released');
});
