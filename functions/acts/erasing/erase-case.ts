import { ENDED_STATES, isOpenState } from '../../../domain/application.ts';
import { CaseMovedOnError, type CaseRow, checkCaseIs, getCase, moveCase } from '../../store/case-row.ts';
import { type Actor, SERVICE } from '../../store/event-row.ts';
import type { Records } from '../../store/records.ts';
import { getRound } from '../../store/round-row.ts';
import { recordFact } from '../timeline.ts';
import { dueSince } from './due-since.ts';
import { planCase } from './plan-case.ts';
import { type Erasure, RowMovedOnError } from './plan-row.ts';

/** The case is undecided, its designation stands, or its time is not over. */
export class CaseKeptError extends Error {
  override readonly name = 'CaseKeptError';
}

/** Rows that one transaction takes: small, so that it is never in anybody's way for long. */
const AT_ONCE = 20;

/**
 * Erases the personal data of a case. Its timeline, states and figures stay, and a line that tells of the erasing. What was
 * interrupted goes on; what is done is not done again. A draft that was never sent is told so first.
 *
 * @returns what was erased
 * @throws CaseKeptError
 */
export async function eraseCase(
  records: Records,
  reference: string,
  now: Date,
  by: Actor = SERVICE,
): Promise<Erasure[]> {
  const found = await getCase(records, reference);
  const { round } = await getRound(records, found.round);
  if (!(await dueSince(records, found, round, now))) throw new CaseKeptError(`${reference} is to be kept`);
  const row = isOpenState(found.state) ? await endDraft(records, found, now) : found;

  const plan = await planCase(records, row);
  if (plan.length === 0) return [];
  const write = ({ write }: Erasure) => write;
  const rest = plan.filter(({ kind }) => kind !== 'case').map(write);
  const itself = plan.filter(({ kind }) => kind === 'case').map(write);
  const ended = [checkCaseIs(reference, ENDED_STATES)];
  for (let from = 0; from < rest.length; from += AT_ONCE) {
    await records.transact([...ended, ...rest.slice(from, from + AT_ONCE)]);
  }
  await records.transact([
    ...(itself.length > 0 ? itself : ended),
    ...recordFact(reference, now, { who: by, what: 'erased' }),
  ]);
  return plan;
}

async function endDraft(records: Records, row: CaseRow, now: Date): Promise<CaseRow> {
  const { reference } = row;
  await records.transact([
    moveCase(row, 'not-submitted', 'round', now),
    ...recordFact(reference, now, { who: SERVICE, what: 'not-submitted' }),
  ]);
  return getCase(records, reference);
}

/** Did the case, or something of it, change while it was being erased? The next run looks at it again. */
export const wentOn = (error: unknown): boolean =>
  [CaseMovedOnError, CaseKeptError, RowMovedOnError].some((kind) => error instanceof kind);
