import type { FormPage, Question } from '../programmes/form.ts';
import type { Programme } from '../programmes/programme.ts';
import { criteriaFor } from './criteria.ts';

/** An applicant's answers, by the id of the question. Which shape an answer has follows from the question's kind. */
export type Answers = Readonly<Record<string, Answer>>;

/**
 * Text for most kinds (`yes` or `no` for declarations and consent, a URN for the school, a choice's id for variants);
 * ids as `group/specialism` for specialisms; a list for supported schools; a person for an endorser.
 */
export type Answer = string | readonly string[] | readonly SupportedSchool[] | NamedEndorser;

export interface SupportedSchool {
  readonly name: string;
  readonly urn: string;
  /** Calendar dates; no end while the support lasts. */
  readonly from: string;
  readonly to?: string;
  readonly role: string;
  readonly impact: string;
}

export interface NamedEndorser {
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/**
 * The form of one applicant: the pages with the questions that apply to the school's variant. Pages without any are left
 * out.
 *
 * @param schoolQuestions from `variantQuestions`
 */
export function pagesFor(programme: Programme, variant: string, schoolQuestions: readonly string[]): FormPage[] {
  const counting = new Set(criteriaFor(programme, variant).map(({ id }) => id));
  const applies = ({ kind, id, criteria }: Question) =>
    kind === 'variant'
      ? schoolQuestions.includes(id)
      : !criteria || criteria.some((criterion) => counting.has(criterion));
  return programme.form.sections.flatMap(({ pages }) =>
    pages.flatMap((page) => {
      const [first, ...others] = page.questions.filter(applies);
      return first ? [{ ...page, questions: [first, ...others] } satisfies FormPage] : [];
    }),
  );
}

/**
 * May an answer be changed after sending, while the round is open? Not what the check of eligibility goes by, nor who
 * endorses: for that the application's page has a way of its own.
 */
export function isAmendable({ kind, criteria }: Question): boolean {
  if (kind === 'specialisms') return criteria === undefined;
  return ['line', 'text', 'profile', 'consent', 'supported-schools'].includes(kind);
}

/** What the applicant declared, by criterion; an unanswered declaration is absent. Choosing specialisms declares them. */
export function declaredIn({ form }: Programme, answers: Answers): Record<string, boolean> {
  const declared: Record<string, boolean> = {};
  const questions = form.sections.flatMap(({ pages }) => pages.flatMap((page): readonly Question[] => page.questions));
  for (const question of questions) {
    const answer = answers[question.id];
    if (answer === undefined) continue;
    if (question.kind === 'declaration') declared[question.criteria[0]] = answer === 'yes';
    if (question.kind === 'specialisms' && Array.isArray(answer)) {
      for (const criterion of question.criteria ?? []) declared[criterion] = answer.length >= question.atLeast;
    }
  }
  return declared;
}

/** Words as people count them: whatever stands between spaces and has a letter or digit in it. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
