import { declaredIn } from '../../domain/answers.ts';
import { checkEligibility, type Eligibility } from '../../domain/eligibility.ts';
import { calendarDate } from '../../domain/london-time.ts';
import type { School } from '../../domain/school.ts';
import type { Question } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';

export const questionsOf = ({ form }: Pick<Programme, 'form'>): readonly Question[] =>
  form.sections.flatMap(({ pages }) => pages.flatMap((page): readonly Question[] => page.questions));

/** What the applicant chose about the kind of school, by question. */
export function variantAnswers(programme: Programme, answers: ReturnType<typeof allAnswers>): Record<string, string> {
  const chosen = questionsOf(programme).flatMap(({ kind, id }) => {
    const answer = answers[id];
    return kind === 'variant' && typeof answer === 'string' ? [[id, answer] as const] : [];
  });
  return Object.fromEntries(chosen);
}

/** The answer to the form's one question of a kind, if it is a text. */
export function textAnswer(
  programme: Programme,
  answers: ReturnType<typeof allAnswers>,
  kind: Question['kind'],
): string | undefined {
  const id = questionsOf(programme).find((question) => question.kind === kind)?.id;
  const answer = id === undefined ? undefined : answers[id];
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
}

/** Checks a case by what is known of it now. */
export function checkCase(file: CaseFile, school: School | undefined, at: Date): Eligibility {
  const { programme } = file;
  const answers = allAnswers(file);
  const facts = {
    ...(school && { school }),
    declared: declaredIn(programme, answers),
    declaredOn: calendarDate(new Date(file.case.submittedAt ?? file.case.startedAt)),
    variantAnswers: variantAnswers(programme, answers),
    endorsements: file.slots.flatMap(({ slot, state, confirms = [], answeredAt }) =>
      state === 'given' && answeredAt ? [{ slot, confirms, givenOn: calendarDate(new Date(answeredAt)) }] : [],
    ),
  };
  return checkEligibility(programme, facts, at);
}
