import type { Programme } from '../programmes/programme.ts';
import { type Answers, pagesFor } from './answers.ts';

/** Ids of the questions that must be answered before sending, and are not. What an answer holds, its page has checked. */
export function unanswered(
  programme: Programme,
  variant: string,
  schoolQuestions: readonly string[],
  answers: Answers,
): string[] {
  return pagesFor(programme, variant, schoolQuestions).flatMap(({ questions }) =>
    questions.filter(({ id, optional }) => !optional && isEmpty(answers[id])).map(({ id }) => id),
  );
}

function isEmpty(answer: Answers[string] | undefined): boolean {
  if (answer === undefined) return true;
  return typeof answer === 'string' ? answer.trim() === '' : Array.isArray(answer) && answer.length === 0;
}
