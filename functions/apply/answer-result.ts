import type { Answer } from '../../domain/answers.ts';
import type { SchoolCard } from '../store/school-word-row.ts';
import type { FieldError } from '../web/answer.ts';

/**
 * What a form says about one question. `none`: nothing was typed, which a draft may; the check before sending asks again.
 * `choose`: several schools fit, and the page comes back with them.
 */
export type AnswerResult =
  | { readonly word: 'answer'; readonly answer: Answer }
  | { readonly word: 'none' }
  | { readonly word: 'wrong'; readonly errors: readonly FieldError[] }
  | { readonly word: 'choose'; readonly schools: FoundSchools };

export const NONE: AnswerResult = { word: 'none' };
export const answer = (value: Answer): AnswerResult => ({ word: 'answer', answer: value });
export const wrong = (field: string, text: string): AnswerResult => ({ word: 'wrong', errors: [{ field, text }] });

/** What a search found, to be chosen from. */
export interface FoundSchools {
  /** The question that asked. */
  readonly field: string;
  readonly schools: readonly SchoolCard[];
  /** There were more than are shown. */
  readonly isCut: boolean;
  /** What is wrong when they were shown already and none was chosen. */
  readonly errors: readonly FieldError[];
}
