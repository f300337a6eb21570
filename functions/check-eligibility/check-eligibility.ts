import { SLOT } from '../apply/apply.ts';
import { CaseMovedOnError, getCase, moveCase } from '../store/case-row.ts';
import { rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';
import { getSlot, putSlot } from '../store/slot-row.ts';

export interface CheckEligibilityDependencies {
  readonly records: Records;
  readonly now: () => Date;
}

export interface EligibilityOutcome {
  readonly outcome: 'eligible';
  readonly slot: string;
  readonly secondsUntilDue: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ENDORSEMENT_DAYS = 42;

/** Checks a case once; asked again, it says what it said. */
export const createCheckEligibility =
  ({ records, now }: CheckEligibilityDependencies) =>
  async ({ reference }: { reference: string }): Promise<EligibilityOutcome> => {
    const { state } = await getCase(records, reference);
    if (state === 'submitted') await openSlot(records, reference, now());

    const slot = await getSlot(records, reference, SLOT);
    const due = Date.parse(slot?.due ?? '');
    // at least a second: Step Functions refuses a time-out of none
    const secondsUntilDue = Math.max(1, Math.ceil((due - now().getTime()) / 1000));
    return { outcome: 'eligible', slot: SLOT, secondsUntilDue };
  };

async function openSlot(records: Records, reference: string, at: Date): Promise<void> {
  const request = '1';
  try {
    await records.transact([
      moveCase(reference, 'submitted', 'awaiting-endorsements'),
      putSlot({
        kind: 'slot',
        reference,
        slot: SLOT,
        state: 'awaiting',
        request,
        due: new Date(at.getTime() + ENDORSEMENT_DAYS * DAY_MS).toISOString(),
      }),
      oweMessage(rowKeys.case(reference), {
        template: 'endorsement-asked',
        subject: SLOT,
        occurrence: 1,
        reference,
        recipient: rowKeys['endorsement-request'](reference, SLOT, request),
        owedAt: at.toISOString(),
      }),
    ]);
  } catch (error) {
    // another attempt of this step was faster, and its rows stand
    if (!(error instanceof CaseMovedOnError)) throw error;
  }
}
