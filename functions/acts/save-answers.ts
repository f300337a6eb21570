import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../domain/answers.ts';
import { AnswersChangedError, answersRow, putAnswers } from '../store/answers-row.ts';
import { programmeOf } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase, getCase } from '../store/case-row.ts';
import { rowKeys } from '../store/keys.ts';
import { changePerson } from '../store/person-row.ts';
import { admission } from './admission.ts';
import { type Desk, decideAnew } from './desk.ts';
import { textAnswer } from './eligibility-facts.ts';
import { NoDraftError } from './refusals.ts';

export interface AnswersToSave {
  readonly reference: string;
  readonly section: string;
  /** Of one page; other pages of the section keep theirs. */
  readonly answers: Answers;
  /** The version of the section that the form showed; none: 0. */
  readonly seen: number;
}

/**
 * Keeps the answers of one page of a draft. As long as the round is open, and in the grace after it for a draft that was
 * saved shortly before: saving then does not make the grace any longer.
 *
 * @throws NoDraftError when it was sent or withdrawn
 * @throws AnswersChangedError when the section was saved in another tab since
 * @throws RoundNotOpenError
 */
export const saveAnswers = (
  { records, at }: Desk,
  { reference, section, answers, seen }: AnswersToSave,
): Promise<{ version: number }> =>
  decideAnew([CaseMovedOnError], async () => {
    const row = await getCase(records, reference);
    if (row.state !== 'draft') throw new NoDraftError(reference);
    const [{ word }, saved] = await Promise.all([
      admission({ records, at }, row),
      records.get(rowKeys.answers(reference, section), answersRow),
    ]);
    const merged = { ...saved?.answers, ...answers };
    // a double click: the first of the two has just written the very same
    if (saved?.version === seen + 1 && isDeepStrictEqual(saved.answers, merged)) return { version: saved.version };
    if ((saved?.version ?? 0) !== seen) throw new AnswersChangedError(`${reference} ${section}`);

    const name = textAnswer(programmeOf(row.generation), answers, 'name');
    // the case first: whoever was faster is then seen on a new look, and told by what the section holds by now
    await records.transact([
      changeCase(row, {
        ...(word === 'open' && { savedAt: at.toISOString() }),
        ...(name !== undefined && { card: { ...row.card, name: shortened(name) } }),
      }),
      putAnswers(reference, section, merged, seen, at),
      ...(name === undefined ? [] : [changePerson(row.person, { name })]),
    ]);
    return { version: seen + 1 };
  });

/** Cards have at most 300 bytes. */
const shortened = (name: string) => name.slice(0, 60);
