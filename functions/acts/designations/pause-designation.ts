import { mayMoveDesignation } from '../../../domain/designation.ts';
import { changeDesignation, type DesignationRow } from '../../store/designation-rows.ts';
import { directoryChanged } from '../../store/directory-change-row.ts';
import type { Actor } from '../../store/event-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { recordDesignationFact, textOf } from './designation-fact.ts';
import { moverOf, OVERTAKEN, readHeld } from './held-designation.ts';

type RecordsDesk = Pick<Desk, 'records' | 'at'>;
interface Pausing {
  readonly number: string;
  readonly by: Actor;
  /** Why, in words of staff who do it for the person. */
  readonly words?: string;
}

/** Not available for placements until it is resumed: the directory says so. @throws NotNowError */
export const pauseDesignation = (desk: RecordsDesk, pausing: Pausing) => moveTo(desk, pausing, 'paused');

/** Available again. @throws NotNowError */
export const resumeDesignation = (desk: RecordsDesk, pausing: Pausing) => moveTo(desk, pausing, 'active');

const moveTo = ({ records, at }: RecordsDesk, { number, by, words }: Pausing, to: 'active' | 'paused') =>
  decideAnew(OVERTAKEN, async (): Promise<'moved' | 'already-there'> => {
    const { designation } = await readHeld(records, number);
    const set = changeTo(designation, to, by);
    if (set === 'already-there') return set;
    await records.transact([
      changeDesignation(designation, set, at),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, {
        who: by,
        what: to === 'paused' ? 'paused' : 'resumed',
        words: textOf(words),
      }),
    ]);
    return 'moved';
  });

/** A review goes on whatever its person says: they say what it goes back to. */
function changeTo({ state, review }: DesignationRow, to: 'active' | 'paused', by: Actor) {
  if (state === 'under-review' && review) {
    return review.returnsTo === to ? 'already-there' : { review: { ...review, returnsTo: to } };
  }
  const word = mayMoveDesignation(state, to, moverOf(by));
  if (word === 'may-move') return { state: to };
  if (word === 'already-there') return word;
  throw new NotNowError(word);
}
