import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../domain/answers.ts';
import { AnswersChangedError, type AnswersRow, answersRow, putAnswers } from '../store/answers-row.ts';
import { programmeOf } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase, getCase } from '../store/case-row.ts';
import { rowKeys } from '../store/keys.ts';
import { changePerson } from '../store/person-row.ts';
import { admission } from './admission.ts';
import { type Desk, decideAnew } from './desk.ts';
import { textAnswer } from './eligibility-facts.ts';
import { NoDraftError } from './refusals.ts';

export interface SectionToSave {
  readonly section: string;
  /** Of one page; other pages of the section keep theirs. */
  readonly answers: Answers;
  /** The version of the section that the form showed; none: 0. */
  readonly seen: number;
}

export interface AnswersToSave extends SectionToSave {
  readonly reference: string;
}

/**
 * Keeps the answers of one page of a draft. As long as the round is open, and in the grace after it for a draft that was
 * saved shortly before: saving then does not make the grace any longer.
 *
 * @throws NoDraftError when it was sent or withdrawn
 * @throws AnswersChangedError when the section was saved in another tab since
 * @throws RoundNotOpenError
 */
export async function saveAnswers(desk: Desk, { reference, ...page }: AnswersToSave): Promise<{ version: number }> {
  await saveSections(desk, reference, [page]);
  return { version: page.seen + 1 };
}

/**
 * Keeps the answers of several sections, all or none, as `saveAnswers` does.
 *
 * @throws what `saveAnswers` throws
 */
export const saveSections = (
  { records, at }: Desk,
  reference: string,
  sections: readonly SectionToSave[],
): Promise<void> =>
  decideAnew([CaseMovedOnError], async () => {
    const row = await getCase(records, reference);
    if (row.state !== 'draft') throw new NoDraftError(reference);
    const [{ word }, ...saved] = await Promise.all([
      admission({ records, at }, row),
      ...sections.map(({ section }) => records.get(rowKeys.answers(reference, section), answersRow)),
    ]);
    const toSave = sections.flatMap((section, index) => whatChanges(reference, section, saved[index]));
    if (toSave.length === 0) return;

    const programme = programmeOf(row.generation);
    const name = toSave.map(({ answers }) => textAnswer(programme, answers, 'name')).find((one) => one !== undefined);
    // the case first: whoever was faster is then seen on a new look, and told by what the section holds by now
    await records.transact([
      changeCase(row, {
        ...(word === 'open' && { savedAt: at.toISOString() }),
        ...(name !== undefined && { card: { ...row.card, name: shortened(name) } }),
      }),
      ...toSave.map(({ section, merged, seen }) => putAnswers(reference, section, merged, seen, at)),
      ...(name === undefined ? [] : [changePerson(row.person, { name })]),
    ]);
  });

/** Nothing when the very same was saved just now: a double click. */
function whatChanges(reference: string, { section, answers, seen }: SectionToSave, saved: AnswersRow | undefined) {
  const merged = { ...saved?.answers, ...answers };
  if (saved?.version === seen + 1 && isDeepStrictEqual(saved.answers, merged)) return [];
  if ((saved?.version ?? 0) !== seen) throw new AnswersChangedError(`${reference} ${section}`);
  return [{ section, answers, merged, seen }];
}

/** Cards have at most 300 bytes. */
const shortened = (name: string) => name.slice(0, 60);
