import { printInstant } from '../../domain/london-time.ts';
import type { Moment, Round } from '../../domain/round.ts';
import type { RoundMoment, RoundWarning } from '../../domain/round-validation.ts';

/** One round in a line, and how it stands in a word. */
export const roundLine = (
  { id, title, opens, closes }: Pick<Round, 'id' | 'title'> & PrintedDates,
  word: string,
): string => `${id}  ${title}: opens ${printInstant(opens.instant)}, closes ${printInstant(closes.instant)} (${word})`;

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

const WARNINGS = {
  weekend: 'falls on a weekend: nobody answers questions then',
  'bank-holiday': 'falls on a bank holiday: nobody answers questions then',
  'holidays-unknown': 'lies beyond the list of bank holidays (npm run bank-holidays -- FILE)',
} as const;

export const MOMENTS = {
  opens: '--opens',
  closes: '--closes',
  endorsementsDue: '--endorsements-due',
  decisionsDue: '--decisions-due',
} as const;

export const warningLines = (warnings: readonly RoundWarning[]): string[] =>
  warnings.map(({ word, moment }) => `look again: ${MOMENTS[moment]} ${WARNINGS[word]}`);

const people = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** Asked before dates are put back. */
export const askExtension = (round: PrintedDates, drafts: number, endorsers: number): string[] => [
  ...dateLines(round),
  `${people(drafts, 'person', 'people')} with a draft and ${people(endorsers, 'endorser', 'endorsers')} who have not answered are told by email.`,
  'Put the dates back?',
];

/** Asked before a round is closed early. */
export const askClosing = (round: PrintedDates, drafts: number, interested: number): string[] => [
  ...dateLines(round),
  `${people(drafts, 'person', 'people')} with a draft and ${people(interested, 'person', 'people')} on the list of the programme are told by email.`,
  'Close it early?',
];

/** Asked before a round is cancelled. */
export const askCancelling = (title: string, open: number): string[] => [
  `${title}: ${people(open, 'application ends', 'applications end')}, and whoever made them is told by email.`,
  'Cancel the round? It cannot be taken back.',
];
