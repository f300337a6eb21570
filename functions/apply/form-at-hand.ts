import { isAmendable } from '../../domain/answers.ts';
import { amendAnswers, mayAmend } from '../acts/amend-answers.ts';
import type { Desk } from '../acts/desk.ts';
import { NotCompleteError } from '../acts/refusals.ts';
import { type AnswersToSave, saveAnswers } from '../acts/save-answers.ts';
import { AnswersChangedError } from '../store/answers-row.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { type ApplicantForm, readForm } from './draft.ts';

/** The form as its applicant may change it now: all of a draft; of what was sent, what may be amended, if anything. */
export async function formAtHand(records: Records, file: CaseFile, at: Date): Promise<ApplicantForm | undefined> {
  const form = await readForm(records, file);
  if (file.case.state === 'draft') return form;
  return (await mayAmend({ records, at }, file)) ? onlyAmendable(form) : undefined;
}

/** Where the answers of the form are listed. */
export const listOf = ({ case: { reference, state } }: CaseFile): string =>
  `/applications/${reference}${state === 'draft' ? '' : '/check'}`;

/**
 * Keeps the answers of a page. `changed-elsewhere`: the section was saved in another tab since; `needed`: these questions
 * were answered when the application was sent, and must stay so.
 */
export async function keepAnswers(desk: Desk, { case: { state } }: CaseFile, answers: AnswersToSave) {
  try {
    await (state === 'draft' ? saveAnswers : amendAnswers)(desk, answers);
    return { word: 'kept' } as const;
  } catch (error) {
    if (error instanceof AnswersChangedError) return { word: 'changed-elsewhere' } as const;
    if (error instanceof NotCompleteError) return { word: 'needed', questions: error.missing } as const;
    throw error;
  }
}

function onlyAmendable(form: ApplicantForm): ApplicantForm {
  const sections = form.sections.map((section) => ({
    ...section,
    pages: section.pages.flatMap((page) => {
      const [first, ...others] = page.questions.filter(isAmendable);
      return first ? [{ ...page, questions: [first, ...others] as const }] : [];
    }),
  }));
  return { ...form, sections: sections.filter(({ pages }) => pages.length > 0) };
}
