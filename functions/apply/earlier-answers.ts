import type { Answers } from '../../domain/answers.ts';
import type { Round } from '../../domain/round.ts';
import type { Desk } from '../acts/desk.ts';
import { saveSections } from '../acts/save-answers.ts';
import { allAnswers, readCaseFile } from '../store/case-file.ts';
import { type CaseRow, getCase } from '../store/case-row.ts';
import { casesOf } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';

/** The person's last application under the same rules, whose answers fit the same questions. */
export async function lastApplication(
  records: Records,
  person: string,
  { id, generation }: Pick<Round, 'id' | 'generation'>,
): Promise<CaseRow | undefined> {
  const cases = (await casesOf(records, person)).filter(({ round }) => round !== id);
  const rows = await Promise.all(cases.map(({ reference }) => getCase(records, reference)));
  return rows
    .filter((row) => row.generation === generation)
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
    .at(-1);
}

/** Begins a draft with the answers of an earlier application, but for what has to be declared anew each time. */
export async function copyAnswers(desk: Desk, from: string, to: string): Promise<void> {
  const file = await readCaseFile(desk.records, from);
  const earlier = allAnswers(file);
  const sections = file.programme.form.sections.flatMap(({ id, pages }) => {
    const questions = pages.flatMap((page) => page.questions.filter(({ kind }) => kind !== 'declaration'));
    const kept = questions.flatMap((question) => {
      const answer = earlier[question.id];
      return answer === undefined ? [] : [[question.id, answer] as const];
    });
    return kept.length === 0 ? [] : [{ section: id, answers: Object.fromEntries(kept) as Answers, seen: 0 }];
  });
  await saveSections(desk, to, sections);
}
