import { type Answers, pagesFor } from '../../domain/answers.ts';
import { criteriaFor } from '../../domain/criteria.ts';
import type { School } from '../../domain/school.ts';
import type { Criterion } from '../../programmes/criterion.ts';
import type { FormPage, FormSection, Question } from '../../programmes/form.ts';
import { completeness } from '../acts/completeness.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { PageNotFoundError } from '../web/problems.ts';

/** The form as it is for one applicant: the pages that apply to their school. */
export interface ApplicantForm {
  readonly file: CaseFile;
  readonly answers: Answers;
  readonly school: School | undefined;
  /** The criteria that count for the school. */
  readonly criteria: readonly Criterion[];
  readonly sections: readonly SectionNow[];
  /** Ids of the questions that must be answered before sending, and are not. */
  readonly missing: readonly string[];
}

export interface SectionNow {
  readonly id: string;
  readonly title: string;
  readonly pages: readonly FormPage[];
  /** `optional`: nothing in it must be answered, and nothing was. */
  readonly state: 'not-started' | 'in-progress' | 'completed' | 'optional';
  /** What must still be answered. */
  readonly missing: readonly Question[];
}

/** @param given the answers, where they are not those of the file */
export async function readForm(records: Records, file: CaseFile, given = allAnswers(file)): Promise<ApplicantForm> {
  const { programme } = file;
  const { answers, school, variant, asked, missing } = await completeness(records, file, given);
  const pages = pagesFor(programme, variant, asked);
  const sections = programme.form.sections.flatMap((section) => {
    const own = pages.filter(({ id }) => section.pages.some((page) => page.id === id));
    return own.length > 0 ? [sectionNow(section, own, file, missing)] : [];
  });
  return { file, answers, school, criteria: criteriaFor(programme, variant), sections, missing };
}

function sectionNow(
  { id, title }: FormSection,
  pages: readonly FormPage[],
  { answers }: CaseFile,
  missing: readonly string[],
): SectionNow {
  const questions = pages.flatMap((page) => page.questions);
  const isSaved = answers.some(({ section }) => section === id);
  const open = questions.filter((question) => missing.includes(question.id));
  const state = isSaved
    ? open.length > 0
      ? 'in-progress'
      : 'completed'
    : questions.every(({ optional }) => optional)
      ? 'optional'
      : 'not-started';
  return { id, title, pages, state, missing: open };
}

/** @throws PageNotFoundError also when the page does not apply to the applicant's school */
export function pageOf({ sections }: ApplicantForm, id: string): { section: SectionNow; page: FormPage } {
  for (const section of sections) {
    const page = section.pages.find((one) => one.id === id);
    if (page) return { section, page };
  }
  throw new PageNotFoundError(id);
}

/** The version of a section as it is kept: what a form that is sent later stands on. */
export function versionOf({ answers }: CaseFile, section: string): number {
  return answers.find((row) => row.section === section)?.version ?? 0;
}
