import { printInstant } from '../../domain/london-time.ts';
import { DecisionProblemsError, NotNowError } from '../acts/refusals.ts';
import { WORDS } from './words.ts';

/** Somebody else was faster. */
const OVERTAKEN: ReadonlySet<string> = new Set([
  'CaseMovedOnError',
  'SlotMovedOnError',
  'DecisionMovedOnError',
  'ReviewMovedOnError',
  'InformationMovedOnError',
  'TaskMovedOnError',
  'DesignationMovedOnError',
  'ConflictMovedOnError',
]);

const BY_NAME: Readonly<Record<string, string>> = {
  ReasonMissingError: WORDS.reason,
  AlreadyAskedError: WORDS.alreadyAsked,
  NotLaterError: WORDS.notLater,
  AlreadyDesignatedError: WORDS.alreadyDesignated,
  SchoolNotFoundError: WORDS.noSuchSchool,
};

/** One sentence about why an act was refused; undefined for a fault. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof NotNowError) {
    const word = WORDS.notNow[error.word] ?? WORDS.movedOn;
    return error.from ? `${word}, from ${printInstant(error.from)}` : word;
  }
  if (error instanceof DecisionProblemsError) {
    return error.problems.map((problem) => problemWords(problem)).join('. ');
  }
  if (!(error instanceof Error)) return undefined;
  return OVERTAKEN.has(error.name) ? WORDS.movedOn : BY_NAME[error.name];
}

function problemWords(problem: DecisionProblemsError['problems'][number]): string {
  const words = WORDS.problems[problem.word];
  return 'criterion' in problem ? `${problem.criterion}: ${words}` : words;
}
