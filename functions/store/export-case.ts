import * as z from 'zod';
import type { CaseRow } from './case-row.ts';
import { indexes, rowKeys } from './keys.ts';
import type { Records } from './records.ts';

const anyRow = z.looseObject({ kind: z.string(), pk: z.string(), sk: z.string() });

/** How the service finds its rows, and what it wakes its workflows with: nothing that is about a person. */
const TECHNICAL: ReadonlySet<string> = new Set([
  'pk',
  'kind',
  'taskToken',
  'wake',
  'recipient',
  'expiresAt',
  ...Object.values(indexes).flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
]);

/**
 * All rows of a case and of its person, by kind. Words of endorsers and names of staff are among them: whoever hands it
 * on decides what of that is to be blacked out.
 */
export async function exportCase(
  records: Records,
  { reference, person }: Pick<CaseRow, 'reference' | 'person'>,
  at: Date,
) {
  const whole = await Array.fromAsync(records.beginning({ ...rowKeys.case(reference), sk: '' }, anyRow));
  const applicant = await records.get(rowKeys.person(person), anyRow);
  const rows = [...(applicant ? [applicant] : []), ...whole.filter((row) => !isAboutOthers(row))];
  const byKind: Record<string, unknown[]> = {};
  for (const row of rows) {
    const told = Object.fromEntries(Object.entries(row).filter(([name]) => !TECHNICAL.has(name)));
    byKind[row.kind] = [...(byKind[row.kind] ?? []), told];
  }
  return { exportedAt: at.toISOString(), reference, ...byKind };
}

/** Who of the staff may not look is about them; what an endorser has not sent is theirs. */
const isAboutOthers = ({ kind, state }: z.infer<typeof anyRow>) =>
  kind === 'conflict' || (kind === 'endorsement' && state === 'draft');
