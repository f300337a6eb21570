import type { DecisionProblem } from '../../domain/decision.ts';
import type { GateWord } from '../../domain/round-gate.ts';

/**
 * Why an act was refused: the name is the word, and what else a page needs to explain it is beside it. Refusals of single
 * rows are with those rows: `CaseMovedOnError`, `AnswersChangedError`, `AddressTakenError`, `AlreadyDesignatedError`.
 */
export class RoundNotOpenError extends Error {
  override readonly name = 'RoundNotOpenError';
  readonly word: GateWord;

  constructor(word: GateWord) {
    super(`the round is ${word}`);
    this.word = word;
  }
}

/** As many applications were sent as the round takes. */
export class RoundFullError extends Error {
  override readonly name = 'RoundFullError';
}

/** The application is no draft any more: it was sent, withdrawn, or is over. */
export class NoDraftError extends Error {
  override readonly name = 'NoDraftError';
}

/** Questions without an answer; `statements` among them when those were not ticked. */
export class NotCompleteError extends Error {
  override readonly name = 'NotCompleteError';
  /** Ids of questions. */
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`not answered: ${missing.join(', ')}`);
    this.missing = missing;
  }
}

/** It may be done at another time, or may never: the word of the rule that was asked. */
export class NotNowError extends Error {
  override readonly name = 'NotNowError';
  readonly word: string;
  /** From when on it may be done, where that is known. */
  readonly from: Date | undefined;

  constructor(word: string, from?: Date) {
    super(word);
    this.word = word;
    this.from = from;
  }
}

/** The endorser can no longer act by this link: each word has a page that explains. */
export class LinkDeadError extends Error {
  override readonly name = 'LinkDeadError';
  readonly word: 'answered' | 'replaced' | 'cancelled' | 'past-due';

  constructor(word: LinkDeadError['word']) {
    super(`the request is ${word}`);
    this.word = word;
  }
}

export type EndorsementProblem =
  | {
      readonly word:
        | 'no-name'
        | 'no-role'
        | 'unknown-role'
        | 'statement-not-ticked'
        | 'unknown-criterion'
        | 'nothing-confirmed';
    }
  | { readonly word: 'not-said' | 'too-many-words'; readonly question: string };

/** What was given cannot be taken: all that is wrong with it, each as a word and what that is about. */
export abstract class ProblemsError<Problem extends { readonly word: string }> extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ word }) => word).join(', '));
    this.problems = problems;
  }
}

export class EndorsementInvalidError extends ProblemsError<EndorsementProblem> {
  override readonly name = 'EndorsementInvalidError';
}

export class DecisionProblemsError extends ProblemsError<DecisionProblem> {
  override readonly name = 'DecisionProblemsError';
}

/** A reason that the programme does not list, or none where one is needed. */
export class ReasonMissingError extends Error {
  override readonly name = 'ReasonMissingError';
}

/** The applicant still owes the answer to an earlier question. */
export class AlreadyAskedError extends Error {
  override readonly name = 'AlreadyAskedError';
}

/** A due date can only be put back. */
export class NotLaterError extends Error {
  override readonly name = 'NotLaterError';
}

/** Two people who cannot become one: both have a case in the same round, or both are designated. */
export class NotMergeableError extends Error {
  override readonly name = 'NotMergeableError';
}
