import { printInstant } from '../../../domain/london-time.ts';
import type { RoundEvent } from '../../../domain/round-moments.ts';
import type { NamedMoment, RoundWarning } from '../../../domain/round-validation.ts';
import type { RoundInputProblem } from '../../acts/rounds/refusals.ts';

/** What was done, as the round's page says after it. */
export const ROUND_DONE = {
  created: 'The round is made. It opens by itself',
  changed: 'The round is changed',
  extended: 'The dates are put back. Everybody concerned is told by email',
  'closed-early': 'The closing is brought forward. Whoever had not sent is told by email',
  reopened: 'The round is open again. Whoever had not sent, and the list of the programme, are told by email',
  'pass-given': 'They can send one application late, and are told so by email',
  cancelled: 'The round is cancelled. Whoever had applied is told by email',
} as const;
export type RoundDone = keyof typeof ROUND_DONE;

/** What can be done to a round, by the end of its address. */
export const ROUND_ACTS = {
  decisions: 'Decisions',
  change: 'Change it',
  extend: 'Put dates back',
  close: 'Close it early',
  reopen: 'Open it again',
  'late-pass': 'Let one person apply late',
  cancel: 'Cancel the round',
} as const;

/** Whom a change of a round is mailed to. */
export const TOLD = {
  drafts: 'with a draft',
  endorsers: 'who were asked to endorse and have not answered',
  interested: 'on the list of the programme',
  unsent: 'who had not sent their application',
  ended: 'whose application ends with the round',
} as const;

/** How long applications have been where they are. */
export const AGE_WORDS = {
  columns: ['Under 7 days', '7 to 13', '14 to 27', '28 or more'],
  csv: (days: number | undefined) => `${days} days or more`,
} as const;

export const MOMENT_NAMES: Readonly<Record<NamedMoment, string>> = {
  opens: 'Opens',
  closes: 'Closes',
  endorsementsDue: 'Endorsements due',
  decisionsDue: 'Decisions due',
  until: 'Until',
};

/**
 * A date that is set, or would be.
 *
 * @param to in words, as `from`, which is absent where there was none
 */
export const dateSet = (moment: string, to: string, from?: string): string => {
  const name = (MOMENT_NAMES as Readonly<Record<string, string>>)[moment] ?? moment;
  return from === undefined ? `${name}: ${to}` : `${name}: ${to}, instead of ${from}`;
};

/** What a round does by itself. */
export const EVENT_NAMES: Readonly<Record<RoundEvent['does'], string>> = {
  open: 'opens',
  remind: 'reminds whoever has not sent',
  close: 'closes',
  'close-drafts': 'ends what was not sent, and tells whoever wrote it',
  'endorsements-due': 'endorsements are due',
  'decisions-due': 'decisions are due',
  extend: 'tells people of the dates that were put back',
  'close-early': 'tells whoever has not sent that it closes early',
  'close-early-list': 'tells the list that it closes early',
  reopen: 'tells whoever had not sent that it is open again',
  'reopen-list': 'tells the list that it is open again',
  cancel: 'ends its applications',
};

export const STATE_NAMES = {
  scheduled: 'Not open yet',
  open: 'Open',
  closed: 'Closed, waiting for endorsements',
  deciding: 'Deciding',
  completed: 'Completed',
  cancelled: 'Cancelled',
} as const;

const WARNINGS: Readonly<Record<RoundWarning['word'], string>> = {
  weekend: 'on a weekend, when nobody answers questions',
  'bank-holiday': 'on a bank holiday, when nobody answers questions',
  'holidays-unknown': 'later than the bank holidays that are known',
  past: 'in the past: the round is open at once',
  'after-endorsements': 'later than endorsements are due: put these back too',
};

/** What is to be looked at again, as a sentence for the page of a round that has such a date. */
export const warningSentence = ({ word, moment }: RoundWarning): string => `${MOMENT_NAMES[moment]}: ${WARNINGS[word]}`;

const NOT_NOW: Readonly<Record<string, string>> = {
  open: 'The round has opened: its dates can only be put back now',
  over: 'The round is over',
  closed: 'The round has closed: open it again instead',
  'not-open': 'The round is not open',
  'not-closed': 'The round is not closed: everybody can apply',
  sent: 'They have sent their application',
  designated: 'Somebody was designated in this round, so it cannot be cancelled',
};

export const ROUND_WORDS = {
  body: 'Choose a body that you work for',
  capacity: 'Enter how many applications can be sent, as a number',
  movedOn: 'Somebody else has changed this round meanwhile. Look at it again, then send the form once more',
  nobody: 'Nobody has signed in with this address yet. Have them sign in first',
  exists: 'A round of this programme and body opens on this day already',
  notNow: NOT_NOW,
} as const;

/** The field beside which a problem stands, and what is said of it. */
export function problemOf(problem: RoundInputProblem): { field: string; text: string } {
  switch (problem.word) {
    case 'too-soon':
      return at(
        problem.moment,
        problem.leastDays > 0
          ? `must be ${problem.leastDays} days or more after: ${MOMENT_NAMES[problem.after]}`
          : `must be after: ${MOMENT_NAMES[problem.after]}`,
      );
    case 'too-long':
      return at('decisionsDue', `must be within ${problem.mostDays} days of opening`);
    case 'overlaps':
      return {
        field: 'closes',
        text: `It would be open at the same time as round ${problem.round}, which is open from ${printInstant(problem.opens)} to ${printInstant(problem.closes)}`,
      };
    case 'already-past':
      return at('closes', 'must lie ahead');
    case 'not-later':
      return at(
        problem.moment,
        problem.than ? `must lie ahead, and be later than ${printInstant(problem.than.instant)}` : 'must lie ahead',
      );
    case 'not-earlier':
      return at(problem.moment, `must lie ahead, and be earlier than ${printInstant(problem.than.instant)}`);
    case 'not-before':
      return at(
        problem.moment,
        `must be before ${printInstant(problem.than.instant)}: ${MOMENT_NAMES[problem.before]}, which can be put back`,
      );
    case 'midnight':
      return at(problem.moment, 'must not be at midnight, because people disagree about which day it ends: take 17:00');
    case 'does-not-exist':
      return at(problem.moment, 'must not be in the hour that the clocks skip');
    case 'exists-twice':
      return at(problem.moment, 'must not be in the hour that the clocks show twice');
    case 'not-a-time':
      return at(problem.moment, 'must be a date and a time');
    case 'capacity-too-small':
      return { field: 'capacity', text: ROUND_WORDS.capacity };
    case 'unknown-programme':
      return { field: 'programme', text: 'Choose a programme' };
    case 'body-not-wanted':
      return { field: 'body', text: 'Rounds of this programme are national: enter “national”' };
    case 'no-body':
      return { field: 'body', text: 'Enter the id of the teaching school that designates' };
    case 'body-unreadable':
      return { field: 'body', text: 'Enter small letters, digits and hyphens, 28 at most' };
    case 'no-title':
      return { field: 'title', text: 'Enter a title' };
    case 'title-too-long':
      return { field: 'title', text: 'Enter a title of 80 signs or fewer' };
    case 'no-date':
      return { field: 'closes', text: 'Change at least one date' };
    case 'no-reason':
      return { field: 'reason', text: 'Write a reason' };
  }
}

const at = (moment: NamedMoment, must: string) => ({ field: moment, text: `“${MOMENT_NAMES[moment]}” ${must}` });

/** "Told by email: 12 people with a draft", a line for each kind of people. */
export function told(...kinds: readonly { readonly count: number; readonly who: string }[]): string[] {
  const some = kinds.filter(({ count }) => count > 0);
  if (some.length === 0) return ['Nobody is told by email'];
  return some.map(({ count, who }) => `Told by email: ${count === 1 ? '1 person' : `${count} people`} ${who}`);
}
