import { printInstant } from '../../domain/london-time.ts';
import {
  AlreadyAskedError,
  DecisionProblemsError,
  NotLaterError,
  NotMergeableError,
  NotNowError,
  ReasonMissingError,
} from '../../functions/acts/refusals.ts';
import { SlotNotFoundError } from '../../functions/acts/slot-at-hand.ts';
import { CaseMovedOnError, CaseNotFoundError } from '../../functions/store/case-row.ts';
import { DecisionMovedOnError } from '../../functions/store/decision-rows.ts';
import { AlreadyDesignatedError, DesignationMovedOnError } from '../../functions/store/designation-rows.ts';
import { ReviewMovedOnError } from '../../functions/store/eligibility-row.ts';
import { InformationMovedOnError } from '../../functions/store/information-request-row.ts';
import { AddressTakenError } from '../../functions/store/person-row.ts';
import { RoundNotFoundError } from '../../functions/store/round-row.ts';
import { SlotMovedOnError } from '../../functions/store/slot-row.ts';
import { UsageError } from '../command-line.ts';
import { TargetError } from '../target.ts';

/** What the words of rules mean to whoever asked too early, too late or at all. */
const NOT_NOW: Readonly<Record<string, string>> = {
  'no-review': 'its eligibility is not under review',
  'not-to-decide': 'it does not wait for a decision',
  released: 'its decision is released and stands',
  'no-decision': 'there is no decision to release',
  'awaiting-information': 'the applicant still has to answer a question',
  ended: 'it is over',
  'not-waiting': 'nobody is being waited for there',
  'past-due': 'the due date has passed',
  'too-soon': 'the last mail is too recent',
  'not-released': 'no decision was carried out',
  'not-asked': 'nobody has asked for it',
  settled: 'the message needs nobody, or was settled meanwhile',
  'same-person': 'whoever asked for a reversal cannot confirm it',
  'designation-ended': 'the designation has ended already',
};

const why =
  <Refusal extends Error>(kind: new (...parts: never[]) => Refusal, say: (refusal: Refusal) => string) =>
  (error: unknown): string | undefined =>
    error instanceof kind ? say(error) : undefined;

const movedOn = () => 'refused (moved-on): the case is no longer where this can be done; look at it with "show"';

const SENTENCES = [
  why(UsageError, ({ message }) => message),
  why(TargetError, ({ message }) => message),
  why(CaseNotFoundError, ({ message }) => `refused (no-such-case): there is no case ${message}`),
  why(RoundNotFoundError, ({ message }) => `refused (no-such-round): there is no round ${message}`),
  why(SlotNotFoundError, ({ message }) => `refused (no-such-slot): there is no slot ${message}`),
  why(NotNowError, ({ word, from }) => {
    return `refused (${word}): ${NOT_NOW[word] ?? word}${from ? `; it can be done from ${printInstant(from)}` : ''}`;
  }),
  why(DecisionProblemsError, ({ problems }) => {
    const each = problems.map(({ word, ...rest }) => [word, ...Object.values(rest)].join(' '));
    return `refused (${problems[0]?.word}): the decision cannot be kept: ${each.join(', ')}`;
  }),
  why(ReasonMissingError, ({ message }) => {
    return `refused (reason-missing): a reason is missing, or not in the programme's list${message && `: ${message}`}`;
  }),
  why(AlreadyAskedError, () => 'refused (already-asked): the applicant still has to answer an earlier question'),
  why(NotLaterError, () => 'refused (not-later): a due date can only be put back'),
  why(AddressTakenError, () => 'refused (address-taken): the address leads to somebody else; "merge" makes one of two'),
  why(NotMergeableError, ({ message }) => `refused (not-mergeable): ${message}`),
  why(AlreadyDesignatedError, () => 'refused (already-designated): the person holds a designation already'),
  ...[
    CaseMovedOnError,
    SlotMovedOnError,
    DecisionMovedOnError,
    ReviewMovedOnError,
    InformationMovedOnError,
    DesignationMovedOnError,
  ].map((kind) => why<Error>(kind, movedOn)),
];

/** One sentence about why it was not done; none when it is no refusal but a fault. */
export function refusalSentence(error: unknown): string | undefined {
  for (const sentence of SENTENCES) {
    const said = sentence(error);
    if (said !== undefined) return said;
  }
  return undefined;
}
