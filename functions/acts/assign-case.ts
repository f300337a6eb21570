import { type CaseRow, changeCard, getCase } from '../store/case-row.ts';
import { getConflict } from '../store/conflict-row.ts';
import type { Desk } from './desk.ts';
import { NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

export interface Assignment {
  readonly reference: string;
  /** Id of the member of staff who does it. */
  readonly by: string;
  /** Who is to look after the case from now on; undefined: nobody in particular. */
  readonly to: string | undefined;
  /** Whom its page showed as looking after it: somebody else may have taken it since. */
  readonly from: string | undefined;
}

/**
 * Puts a case into somebody's hands: taken, given or returned. Two who take the same case at the same time do not both
 * get it.
 *
 * @throws NotNowError `taken` when it is in other hands than was shown; `conflicted` when they have an interest in it
 * @throws CaseMovedOnError
 */
export async function assignCase({ records, at }: Pick<Desk, 'records' | 'at'>, assignment: Assignment): Promise<void> {
  const { reference, by, to, from } = assignment;
  const row = await getCase(records, reference);
  const { assignee } = row.card;
  if (assignee === to) return;
  if (assignee !== from) throw new NotNowError('taken');
  const declared = to === undefined ? undefined : await getConflict(records, reference, to);
  if (declared?.word === 'conflicted') throw new NotNowError('conflicted');
  const what = to === undefined ? 'returned' : to === by ? 'taken' : 'given-to';
  await records.transact([
    changeCard(row, cardOf(row, to), at),
    ...recordFact(reference, at, { who: { kind: 'staff', id: by }, what, ...(to !== undefined && { about: to }) }),
  ]);
}

function cardOf({ card: { assignee: _, ...card } }: CaseRow, to: string | undefined): CaseRow['card'] {
  return { ...card, ...(to !== undefined && { assignee: to }) };
}
