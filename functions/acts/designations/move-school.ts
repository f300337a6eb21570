import { reviewAfterMove } from '../../../domain/designation.ts';
import { calendarDate } from '../../../domain/london-time.ts';
import { changeDesignation } from '../../store/designation-rows.ts';
import { directoryChanged } from '../../store/directory-change-row.ts';
import type { Actor } from '../../store/event-row.ts';
import { getSchool } from '../../store/school-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { recordDesignationFact, textOf } from './designation-fact.ts';
import { OVERTAKEN, readHeld } from './held-designation.ts';

export class SchoolNotFoundError extends Error {
  override readonly name = 'SchoolNotFoundError';
}

/**
 * The person has moved to another school, or their school has another number. The designation stays until the review that
 * the programme sets after a move.
 *
 * @throws SchoolNotFoundError
 * @throws NotNowError
 */
export const moveSchool = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { number, by, urn, words }: { number: string; by: Actor; urn: string; words?: string },
): Promise<'moved' | 'already-there'> =>
  decideAnew(OVERTAKEN, async () => {
    const { designation, programme } = await readHeld(records, number);
    if (designation.state === 'ended') throw new NotNowError('designation-ended');
    if (designation.school === urn) return 'already-there';
    if (!(await getSchool(records, urn))) throw new SchoolNotFoundError(urn);
    const reviewOn = reviewAfterMove(programme, calendarDate(at));
    await records.transact([
      changeDesignation(designation, { school: urn, reviewOn }, at),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, { who: by, what: 'school-moved', words: textOf(words) }),
    ]);
    return 'moved';
  });
