import type { DecisionRule } from '../programmes/programme.ts';
import type { Finding } from './eligibility.ts';

/** A decider's mark of one criterion. `exception`: not met, accepted for exceptional circumstances. */
export interface Mark {
  readonly criterion: string;
  readonly mark: 'met' | 'not-met' | 'exception';
  readonly reason: string;
}

/** What a decider says about a case. Provisional until released; then only a reversal changes it. */
export interface Decision {
  readonly outcome: 'designate' | 'decline';
  readonly marks: readonly Mark[];
  /** Ids from the programme's list, and words for the applicant: for a decline. */
  readonly declineReasons: readonly string[];
  readonly words: string;
}

export type DecisionProblem =
  | { readonly word: 'not-marked' | 'no-reason' | 'no-exception-allowed' | 'not-met'; readonly criterion: string }
  | { readonly word: 'unknown-decline-reason'; readonly reason: string }
  | { readonly word: 'no-decline-reason' | 'no-words' };

/** The criteria that need a decider's mark: all that the check did not find met. */
export function criteriaToMark(findings: readonly Finding[]): string[] {
  return findings.filter(({ outcome }) => outcome !== 'met').map(({ criterion }) => criterion);
}

/**
 * What stands in the way of a decision; empty when it can be kept. A decline needs its reasons from the list and in words,
 * and a designation a mark for every criterion, none of them "not met". Every mark needs its written reason.
 */
export function decisionProblems(
  rule: DecisionRule,
  toMark: readonly string[],
  { outcome, marks, declineReasons, words }: Decision,
): DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  for (const { criterion, mark, reason } of marks) {
    if (reason.trim() === '') problems.push({ word: 'no-reason', criterion });
    if (mark === 'exception' && !rule.exceptions.includes(criterion)) {
      problems.push({ word: 'no-exception-allowed', criterion });
    }
    if (mark === 'not-met' && outcome === 'designate') problems.push({ word: 'not-met', criterion });
  }
  for (const criterion of toMark) {
    if (!marks.some((mark) => mark.criterion === criterion)) problems.push({ word: 'not-marked', criterion });
  }
  if (outcome === 'decline') {
    for (const reason of declineReasons) {
      if (!rule.declineReasons.some(({ id }) => id === reason))
        problems.push({ word: 'unknown-decline-reason', reason });
    }
    if (declineReasons.length === 0) problems.push({ word: 'no-decline-reason' });
    if (words.trim() === '') problems.push({ word: 'no-words' });
  }
  return problems;
}

export type DecisionState = 'none' | 'provisional' | 'released';

/** May a decision be made, changed or taken back? Freely until it is released. */
export function mayChange(state: DecisionState): 'may-change' | 'released' {
  return state === 'released' ? 'released' : 'may-change';
}

/** A decision waits for an answer that the applicant still owes. */
export function mayRelease(
  state: DecisionState,
  informationRequested: boolean,
): 'may-release' | 'no-decision' | 'already-released' | 'awaiting-information' {
  if (state === 'none') return 'no-decision';
  if (state === 'released') return 'already-released';
  return informationRequested ? 'awaiting-information' : 'may-release';
}

/** A reversal is asked for by one member of staff, with a reason, and confirmed by another. */
export function mayReverse(
  state: DecisionState,
  asked: { readonly by: string; readonly reason: string },
  confirmedBy: string,
): 'may-reverse' | 'not-released' | 'no-reason' | 'same-person' {
  if (state !== 'released') return 'not-released';
  if (asked.reason.trim() === '') return 'no-reason';
  return asked.by === confirmedBy ? 'same-person' : 'may-reverse';
}
