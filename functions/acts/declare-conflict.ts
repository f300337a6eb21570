import { CaseMovedOnError, changeCard, changeCase, getCase } from '../store/case-row.ts';
import { putConflict } from '../store/conflict-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { recordFact } from './timeline.ts';

/** Keeps what a member of staff says of their interest in a case. Whoever has one is no longer in charge of it. */
export const declareConflict = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { reference, staff, word }: { reference: string; staff: string; word: 'none' | 'conflicted' },
): Promise<void> =>
  decideAnew([CaseMovedOnError], async () => {
    const row = await getCase(records, reference);
    const { assignee, ...card } = row.card;
    // the case is written anyway: whoever gives it to them meanwhile has not seen this, and is refused
    const written = assignee === staff ? changeCard(row, card, at) : changeCase(row, {});
    await records.transact([
      putConflict(reference, { staff, word, at: at.toISOString() }),
      ...(word === 'conflicted' ? [written] : []),
      ...recordFact(reference, at, {
        who: { kind: 'staff', id: staff },
        what: word === 'none' ? 'no-conflict-declared' : 'conflict-declared',
      }),
    ]);
  });
