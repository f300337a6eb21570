import { countWords } from '../../domain/answers.ts';
import { endorsementsWord } from '../../domain/endorsement-policy.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import { type CaseStanding, readCaseStanding } from '../store/case-file.ts';
import { changeRequest, putEndorsement } from '../store/endorsement-rows.ts';
import type { Write } from '../store/records.ts';
import { changeSlot, SlotMovedOnError, type SlotRow } from '../store/slot-row.ts';
import { type Desk, decideAnew, wakeAfter } from './desk.ts';
import { EndorsementInvalidError, type EndorsementProblem, LinkDeadError } from './refusals.ts';
import { endorsementOf, type RequestId, type SlotAtHand, slotForEndorser } from './slot-at-hand.ts';
import { aboutEndorser, recordFact, toEndorser } from './timeline.ts';

/** What an endorser sends: evidence that a person did so. */
export interface EndorsementGiven {
  readonly typedName: string;
  readonly role: string;
  readonly confirms: readonly string[];
  readonly says: Readonly<Record<string, string>>;
  readonly statementTicked: boolean;
}

/**
 * Takes an endorsement. Sent again, it says that it was given.
 *
 * @param input `ipClass`: where it came from, coarsely
 * @throws LinkDeadError, EndorsementInvalidError
 */
export async function giveEndorsement(
  desk: Desk,
  { given, ipClass, ...asked }: RequestId & { given: EndorsementGiven; ipClass: string },
): Promise<'given' | 'already-given'> {
  const word = await decideAnew([SlotMovedOnError], async () => {
    try {
      const found = await slotForEndorser(desk, asked, 'endorsed');
      const rules = found.standing.programme.endorsements.slots.find(({ id }) => id === asked.slot);
      const problems = rules ? endorsementProblems(rules, given) : [];
      if (problems.length > 0) throw new EndorsementInvalidError(problems);
      await desk.records.transact(writes(found, given, ipClass, desk.at));
      return 'given';
    } catch (error) {
      if (!(error instanceof LinkDeadError && error.word === 'answered')) throw error;
      const earlier = endorsementOf(await readCaseStanding(desk.records, asked.reference), asked);
      if (earlier?.state !== 'given') throw error;
      return 'already-given';
    }
  });
  await wakeAfter(desk, asked.reference);
  return word;
}

/**
 * What is missing in an endorsement, or does not fit its slot. A criterion that is not confirmed is for the decider; an
 * endorser who confirms none may have overlooked them, or means to decline.
 */
export function endorsementProblems(rules: EndorsementSlot, given: EndorsementGiven): EndorsementProblem[] {
  const problems: EndorsementProblem[] = [];
  if (given.typedName.trim() === '') problems.push({ word: 'no-name' });
  if (given.role === '') problems.push({ word: 'no-role' });
  else if (!rules.roles.some(({ id }) => id === given.role)) problems.push({ word: 'unknown-role' });
  if (!given.confirms.every((id) => rules.confirms.some(({ criterion }) => criterion === id))) {
    problems.push({ word: 'unknown-criterion' });
  }
  if (rules.confirms.length > 0 && given.confirms.length === 0) problems.push({ word: 'nothing-confirmed' });
  for (const { id, maxWords, optional } of rules.says) {
    const words = countWords(given.says[id] ?? '');
    if (words === 0 && !optional) problems.push({ word: 'not-said', question: id });
    if (words > maxWords) problems.push({ word: 'too-many-words', question: id });
  }
  if (!given.statementTicked) problems.push({ word: 'statement-not-ticked' });
  return problems;
}

function writes({ standing, slot }: SlotAtHand, given: EndorsementGiven, ipClass: string, at: Date): Write[] {
  const { role } = given;
  const confirms = [...given.confirms];
  const answeredAt = at.toISOString();
  const set = { state: 'given' as const, role, confirms, answeredAt };
  return [
    changeSlot(slot, standing.programme.endorsements, at, { set, wake: 'answered' }, 'endorsed'),
    changeRequest(slot, { state: 'given' }),
    putEndorsement(slot.reference, {
      kind: 'endorsement',
      slot: slot.slot,
      request: slot.request,
      state: 'given',
      ...given,
      confirms,
      says: { ...given.says },
      ipClass,
      at: answeredAt,
    }),
    ...recordFact(slot.reference, at, { who: { kind: 'endorser', id: slot.slot }, what: 'given', about: slot.slot }, [
      toEndorser(standing.case, slot, 'endorsement-thanks'),
      ...(completes(standing, { ...slot, ...set }) ? [] : [aboutEndorser(standing.case, slot, 'endorser-answered')]),
    ]),
  ];
}

/** Of the last endorsement that a case waits for, the applicant is told by one mail: `endorsements-complete`. */
function completes({ case: { state }, programme, slots }: CaseStanding, answered: SlotRow): boolean {
  if (state !== 'awaiting-endorsements') return false;
  const now = slots.map((other) => (other.slot === answered.slot ? answered : other));
  const isGiven = (at: readonly SlotRow[]) => endorsementsWord(programme.endorsements, at) === 'given';
  return !isGiven(slots) && isGiven(now);
}
