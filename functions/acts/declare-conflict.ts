import { CaseMovedOnError, changeCard, getCase } from '../store/case-row.ts';
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
    const gives = word === 'conflicted' && assignee === staff;
    await records.transact([
      putConflict(reference, { staff, word, at: at.toISOString() }),
      ...(gives ? [changeCard(row, card, at)] : []),
      ...recordFact(reference, at, {
        who: { kind: 'staff', id: staff },
        what: word === 'none' ? 'no-conflict-declared' : 'conflict-declared',
      }),
    ]);
  });
