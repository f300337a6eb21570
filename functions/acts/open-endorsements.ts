import type { NamedEndorser } from '../../domain/answers.ts';
import type { MoveCause } from '../../domain/application.ts';
import type { School } from '../../domain/school.ts';
import { AskedAddresses } from '../store/asked-address-row.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';
import { moveCase } from '../store/case-row.ts';
import { SERVICE } from '../store/event-row.ts';
import { getPerson } from '../store/person-row.ts';
import type { Records, Write } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { putSlot, type SlotRow } from '../store/slot-row.ts';
import { askEndorser } from './asking.ts';
import { questionsOf } from './eligibility-facts.ts';
import { recordFact, toApplicant } from './timeline.ts';

/** Who was let in late, or was reviewed for long, still gets endorsers who have a week. */
const LEAST_ENDORSEMENT_DAYS = 7;
const DAY_MS = 86_400_000;

/** A case went on to its endorsements without naming an endorser for a slot: submission must not let that through. */
export class EndorserNotNamedError extends Error {
  override readonly name = 'EndorserNotNamedError';
}

/** What opens the endorsements of a case, and the slots that are open then. */
export interface Opened {
  readonly state: 'awaiting-endorsements';
  readonly writes: readonly Write[];
  readonly slots: readonly SlotRow[];
}

/** Moves a case on to its endorsements: opens every slot of its programme and asks the people whom the applicant named. */
export async function openEndorsements(
  records: Records,
  file: CaseFile,
  school: School | undefined,
  by: MoveCause,
  at: Date,
): Promise<Opened> {
  const { programme, case: row } = file;
  const [{ round }, { email }] = await Promise.all([getRound(records, row.round), getPerson(records, row.person)]);
  const dueAt = new Date(
    Math.max(round.endorsementsDue.instant.getTime(), at.getTime() + LEAST_ENDORSEMENT_DAYS * DAY_MS),
  );
  const applicant = { email, ...(school?.website !== undefined && { schoolWebsite: school.website }) };
  const addresses = new AskedAddresses(records, at);
  const asked = [];
  for (const rules of programme.endorsements.slots) {
    const endorser = endorserFor(file, rules.id);
    asked.push(await askEndorser(addresses, { case: row, rules, endorser, request: '1', dueAt, applicant }, at));
  }
  const state = 'awaiting-endorsements';
  const writes = [
    moveCase(row, state, by, at),
    ...asked.flatMap(({ slot, writes }) => [putSlot(slot, programme.endorsements), ...writes]),
    ...addresses.writes(),
    ...recordFact(row.reference, at, { who: SERVICE, what: state }, [
      toApplicant(row, 'eligible'),
      ...asked.flatMap(({ mails }) => mails),
    ]),
  ];
  return { state, writes, slots: asked.map(({ slot }) => slot) };
}

function endorserFor(file: CaseFile, slot: string): NamedEndorser {
  const question = questionsOf(file.programme).find((asked) => asked.kind === 'endorser' && asked.slot === slot);
  const answer = question && allAnswers(file)[question.id];
  if (typeof answer !== 'object' || !('email' in answer)) throw new EndorserNotNamedError(slot);
  return answer;
}
