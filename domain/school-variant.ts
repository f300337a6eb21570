import type { SchoolVariant, VariantFinding } from '../programmes/school-variant.ts';
import type { School } from './school.ts';

export interface VariantFound {
  /** As far as it is known: with a question open, what the school is unless the answer makes it another. */
  readonly variant: string;
  readonly by: 'register' | 'applicant';
  /** The question that only the applicant can answer, when it has not been answered. */
  readonly ask?: string;
}

/**
 * Tries a programme's variants in their order. A school that is not in the register is of the last variant: nothing is
 * known that would make it another.
 *
 * @param answers what the applicant chose, by the id of the question
 */
export function findVariant(
  variants: readonly SchoolVariant[],
  school: School | undefined,
  answers: Readonly<Record<string, string>>,
): VariantFound {
  let ask: string | undefined;
  for (const { id, found } of variants) {
    const match = found ? matches(found, school, answers) : 'by-register';
    if (match === 'by-register') return { variant: id, by: 'register', ...(ask === undefined ? {} : { ask }) };
    if (match === 'by-applicant') return { variant: id, by: 'applicant' };
    if (match === 'not-answered') ask ??= found?.asks?.question;
  }
  throw new Error('no school variant takes every school: checkProgramme says which file is wrong');
}

/** The questions about the kind of school that only this applicant can answer, answered or not. */
export function variantQuestions(variants: readonly SchoolVariant[], school: School): string[] {
  return variants.flatMap(({ found }) => {
    return found?.asks && matches(found, school, {}) === 'not-answered' ? [found.asks.question] : [];
  });
}

type Match = 'by-register' | 'by-applicant' | 'not-answered' | 'no';

function matches(
  { types, inspectorates, asks }: VariantFinding,
  school: School | undefined,
  answers: Readonly<Record<string, string>>,
): Match {
  if (!school || !types.includes(school.type.code)) return 'no';
  if (inspectorates && school.inspectorate) {
    return inspectorates.includes(school.inspectorate.toLowerCase()) ? 'by-register' : 'no';
  }
  if (!asks) return 'by-register';
  const answer = answers[asks.question];
  if (answer === undefined) return 'not-answered';
  return answer === asks.answer ? 'by-applicant' : 'no';
}
