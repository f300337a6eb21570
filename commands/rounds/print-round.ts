import { printInstant } from '../../domain/london-time.ts';
import type { Moment, Round } from '../../domain/round.ts';
import type { RoundMoment, RoundWarning } from '../../domain/round-validation.ts';
import type { MovedDate } from '../../functions/acts/rounds/preview-extension.ts';

/** One round in a line, and how it stands in a word. */
export function roundLine(
  { id, title, opens, closes, reopened }: Pick<Round, 'id' | 'title'> & PrintedDates,
  word: string,
): string {
  const end = reopened?.until ?? closes;
  return `${id}  ${title}: opens ${printInstant(opens.instant)}, closes ${printInstant(end.instant)} (${word})`;
}

type At = Pick<Moment, 'instant'>;

/** Of a round, what is printed of its dates. */
export interface PrintedDates extends Readonly<Record<RoundMoment, At>> {
  readonly reopened?: { readonly until: At };
}

/** The dates of a round, each in a line. */
export function dateLines({ opens, closes, endorsementsDue, decisionsDue, reopened }: PrintedDates): string[] {
  return [
    `opens             ${printInstant(opens.instant)}`,
    `closes            ${printInstant(closes.instant)}`,
    ...(reopened ? [`open again until  ${printInstant(reopened.until.instant)}`] : []),
    `endorsements due  ${printInstant(endorsementsDue.instant)}`,
    `decisions due     ${printInstant(decisionsDue.instant)}`,
  ];
}

export const capacityLines = ({ capacity }: Pick<Round, 'capacity'>): string[] =>
  capacity === undefined ? [] : [`capacity          ${capacity}`];

const WARNINGS = {
  weekend: 'falls on a weekend: nobody answers questions then',
  'bank-holiday': 'falls on a bank holiday: nobody answers questions then',
  'holidays-unknown': 'lies beyond the list of bank holidays (npm run bank-holidays -- FILE)',
  past: 'lies in the past: the round is open at once',
  'after-endorsements': 'is after endorsements are due: put these back too (extend)',
} as const;

export const MOMENTS = {
  opens: '--opens',
  closes: '--closes',
  endorsementsDue: '--endorsements-due',
  decisionsDue: '--decisions-due',
  until: '--until',
} as const;

export const warningLines = (warnings: readonly RoundWarning[]): string[] =>
  warnings.map(({ word, moment }) => `look again: ${MOMENTS[moment]} ${WARNINGS[word]}`);

const people = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const movedLines = (moved: readonly MovedDate[]): string[] =>
  moved.map(
    ({ moment, from, to }) =>
      `${MOMENTS[moment]}: ${printInstant(to.instant)}, instead of ${printInstant(from.instant)}`,
  );

/** Asked before dates are put back. */
export const askExtension = (dates: readonly string[], drafts: number, endorsers: number): string[] => [
  ...dates,
  `${people(drafts, 'person who has', 'people who have')} not sent, and ${people(endorsers, 'endorser', 'endorsers')} without an answer, are told by email.`,
  'Put the dates back?',
];

/** Asked before a round is closed early. */
export const askClosing = (round: PrintedDates, drafts: number, interested: number): string[] => [
  ...dateLines(round),
  `${people(drafts, 'person', 'people')} with a draft and ${people(interested, 'person', 'people')} on the list of the programme are told by email.`,
  'Close it early?',
];

/** Asked before a round is opened again. */
export const askReopening = (dates: readonly string[], unsent: number, interested: number): string[] => [
  ...dates,
  `${people(unsent, 'person who has', 'people who have')} not sent, and ${people(interested, 'person', 'people')} on the list of the programme, are told by email.`,
  'Open it again, from now on?',
];

/** Asked before a round is cancelled. */
export const askCancelling = (title: string, open: number): string[] => [
  `${title}: ${people(open, 'application ends', 'applications end')}, and whoever made them is told by email.`,
  'Cancel the round? It cannot be taken back.',
];
