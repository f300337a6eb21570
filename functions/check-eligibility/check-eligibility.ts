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
      const writes = await next(records, file, at);
      if (writes.length > 0) await records.transact(writes);
      const { case: row, slots } = writes.length > 0 ? await readCaseFile(records, reference) : file;
      if (row.state === 'eligibility-review') return { outcome: 'review', slots: [] };
      const goesOn = row.state === 'awaiting-endorsements' || row.state === 'awaiting-decision';
      return goesOn ? { outcome: 'eligible', slots: awaitedSlots(slots, at) } : { outcome: 'ended', slots: [] };
    });

/** What is to be written to send the case on; nothing when that was done. */
async function next(records: Records, file: CaseFile, at: Date): Promise<Write[]> {
  const { case: row, eligibility } = file;
  const approved = row.state === 'eligibility-review' && eligibility?.state === 'approved';
  if (row.state !== 'submitted' && !approved) return [];
  const school = await schoolOf(records, row.school);
  if (approved) return openEndorsements(records, file, school, 'helpdesk', at);
  return check(records, file, school, at);
}

async function check(records: Records, file: CaseFile, school: School | undefined, at: Date): Promise<Write[]> {
  const { case: row, programme } = file;
  const { reference } = row;
  const result = checkCase(file, school, at);
  const kept = putEligibility(reference, result, at);
  if (result.word === 'eligible') return [...(await openEndorsements(records, file, school, 'eligibility', at)), kept];

  const state = result.word === 'ineligible' ? 'ineligible' : 'eligibility-review';
  const by = result.word === 'ineligible' ? 'declared' : 'register';
  const reasons = result.findings
    .filter((finding) => finding.outcome === 'not-met' && finding.by === by)
    .map(({ criterion }) => criterion);
  const due = helpdeskDue(at, programme.timing.reviewWorkingDays);
  return [
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
}
