import type { ApplicationState } from '../../domain/application.ts';
import type { School } from '../../domain/school.ts';
import { helpdeskDue } from '../../domain/working-days.ts';
import { type AwaitedSlot, awaitedSlots } from '../acts/awaited-slots.ts';
import { decideAnew } from '../acts/desk.ts';
import { checkCase } from '../acts/eligibility-facts.ts';
import { openEndorsements } from '../acts/open-endorsements.ts';
import { recordFact, toApplicant } from '../acts/timeline.ts';
import { AddressBusyError } from '../store/asked-address-row.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, moveCase } from '../store/case-row.ts';
import { putEligibility } from '../store/eligibility-row.ts';
import { SERVICE } from '../store/event-row.ts';
import type { Records, Write } from '../store/records.ts';
import { schoolOf } from '../store/school-row.ts';
import type { SlotRow } from '../store/slot-row.ts';

export interface CheckEligibilityDependencies {
  readonly records: Records;
  readonly now: () => Date;
}

export interface EligibilityOutcome {
  /** `review`: the helpdesk has still to look at it. `ended`: there is nothing more to do for this case. */
  readonly outcome: 'eligible' | 'review' | 'ended';
  /** Those that wait for an endorser: none of a case that is not eligible. */
  readonly slots: readonly AwaitedSlot[];
}

/**
 * Checks a submitted case, and sends it on: to the endorsements, to the helpdesk's review, or to its end. Of a case that
 * has gone on since, it changes nothing and says where it is.
 */
export const createCheckEligibility =
  ({ records, now }: CheckEligibilityDependencies) =>
  ({ reference }: { reference: string }): Promise<EligibilityOutcome> =>
    decideAnew([CaseMovedOnError, AddressBusyError], async () => {
      const at = now();
      const file = await readCaseFile(records, reference);
      const step = await next(records, file, at);
      if (step) await records.transact(step.writes);
      return outcomeOf(step?.state ?? file.case.state, step?.slots ?? file.slots, at);
    });

function outcomeOf(state: ApplicationState, slots: readonly SlotRow[], at: Date): EligibilityOutcome {
  if (state === 'eligibility-review') return { outcome: 'review', slots: [] };
  const goesOn = state === 'awaiting-endorsements' || state === 'awaiting-decision';
  return goesOn ? { outcome: 'eligible', slots: awaitedSlots(slots, at) } : { outcome: 'ended', slots: [] };
}

/** What sends a case on, and where to. */
interface Step {
  readonly writes: readonly Write[];
  readonly state: ApplicationState;
  readonly slots: readonly SlotRow[];
}

/** Undefined when the case was sent on before. */
async function next(records: Records, file: CaseFile, at: Date): Promise<Step | undefined> {
  const { case: row, eligibility } = file;
  const approved = row.state === 'eligibility-review' && eligibility?.state === 'approved';
  if (row.state !== 'submitted' && !approved) return undefined;
  const school = await schoolOf(records, row.school);
  return approved ? openEndorsements(records, file, school, 'helpdesk', at) : check(records, file, school, at);
}

async function check(records: Records, file: CaseFile, school: School | undefined, at: Date): Promise<Step> {
  const { case: row, programme } = file;
  const { reference } = row;
  const result = checkCase(file, school, at);
  const kept = putEligibility(reference, result, at);
  if (result.word === 'eligible') {
    const opened = await openEndorsements(records, file, school, 'eligibility', at);
    return { ...opened, writes: [...opened.writes, kept] };
  }

  const state = result.word === 'ineligible' ? 'ineligible' : 'eligibility-review';
  const by = result.word === 'ineligible' ? 'declared' : 'register';
  const reasons = result.findings
    .filter((finding) => finding.outcome === 'not-met' && finding.by === by)
    .map(({ criterion }) => criterion);
  const due = helpdeskDue(at, programme.timing.reviewWorkingDays);
  const writes = [
    moveCase(row, state, 'eligibility', at, {
      ...(state === 'ineligible' ? { set: { ended: { reasons } } } : {}),
      ...(state === 'eligibility-review' && {
        // beyond the calendar of bank holidays it is due at once: better early than forgotten
        work: { queue: 'eligibility-review', due: due === 'unknown' ? at : due },
      }),
    }),
    kept,
    ...recordFact(reference, at, { who: SERVICE, what: state, reasons }, [toApplicant(row, state)]),
  ];
  return { writes, state, slots: [] };
}
