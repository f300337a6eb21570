import { printInstant } from '../../domain/london-time.ts';
import type { Round } from '../../domain/round.ts';
import { gate } from '../../domain/round-gate.ts';
import type { RoundWarning } from '../../domain/round-validation.ts';

/** One round in a line, and how it stands in a word. */
export function roundLine(round: Round, at: Date): string {
  const { id, title, opens, closes } = round;
  return `${id}  ${title}: opens ${printInstant(opens.instant)}, closes ${printInstant(closes.instant)} (${gate(round, {}, at)})`;
}

/** The dates of a round, each in a line. */
export function dateLines({ opens, closes, endorsementsDue, decisionsDue, reopened }: Round): string[] {
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
