import { isOpenState, type MoveCause, mayMove } from '../../domain/application.ts';
import type { TemplateId } from '../mail/template-ids.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, moveCase } from '../store/case-row.ts';
import { changeDecision, DecisionMovedOnError } from '../store/decision-rows.ts';
import { endReview, ReviewMovedOnError } from '../store/eligibility-row.ts';
import type { Actor } from '../store/event-row.ts';
import { endInformationRequest, InformationMovedOnError } from '../store/information-request-row.ts';
import type { Write } from '../store/records.ts';
import { SlotMovedOnError } from '../store/slot-row.ts';
import { type Desk, decideAnew, wakeAfter } from './desk.ts';
import { endSlot } from './end-slot.ts';
import { NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

export interface Withdrawal {
  readonly reference: string;
  readonly by: Actor;
  /** An id of the programme's list. */
  readonly reason: string;
  readonly words?: string;
}

export const OVERTAKEN = [
  CaseMovedOnError,
  SlotMovedOnError,
  DecisionMovedOnError,
  ReviewMovedOnError,
  InformationMovedOnError,
];

/**
 * Withdraws an application in any open state, with all that is under way for it. Once a decision is released, it stands.
 *
 * @throws NotNowError `ended` or `released`
 * @throws ReasonMissingError when the programme does not list the reason
 */
export async function withdraw(desk: Desk, withdrawal: Withdrawal): Promise<'withdrawn' | 'already-withdrawn'> {
  const { reference, by, reason } = withdrawal;
  const word = await decideAnew(OVERTAKEN, async () => {
    const file = await readCaseFile(desk.records, reference);
    const { state } = file.case;
    if (state === 'withdrawn') return 'already-withdrawn';
    const cause: MoveCause = by.kind === 'staff' ? 'helpdesk' : by.kind === 'service' ? 'round' : 'applicant';
    if (!isOpenState(state) || mayMove(state, 'withdrawn', cause) !== 'may-move') throw new NotNowError('ended');
    if (file.decision?.state === 'released') throw new NotNowError('released');
    if (!file.programme.withdrawalReasons.some(({ id }) => id === reason)) throw new ReasonMissingError(reason);
    const { words } = withdrawal;
    await desk.records.transact(withdrawing(file, { by, reasons: [reason], words, mail: 'withdrawn' }, cause, desk.at));
    return 'withdrawn';
  });
  await wakeAfter(desk, reference);
  return word;
}

export interface Withdrawing {
  readonly by: Actor;
  readonly reasons: readonly string[];
  readonly words?: string | undefined;
  /** What the applicant is told. */
  readonly mail: TemplateId;
}

/** Ends an open case with all that is under way for it. */
export function withdrawing(
  file: CaseFile,
  { by, reasons, words, mail }: Withdrawing,
  cause: MoveCause,
  at: Date,
): Write[] {
  const { case: row, slots, eligibility, decision, information } = file;
  const { asked, reference } = row;
  return [
    moveCase(row, 'withdrawn', cause, at, { set: { ended: { reasons: [...reasons] } } }),
    ...slots.flatMap((slot) => endSlot(file, slot, 'case-ended', at, 'withdrawn')),
    ...(eligibility?.state === 'review' ? [endReview(reference, { state: 'cancelled' }, 'withdrawn', at)] : []),
    ...(decision ? [changeDecision(decision, { state: 'cancelled' }, { wake: ['withdrawn', at] })] : []),
    ...information
      .filter(({ request }) => request === asked)
      .map((open) => endInformationRequest(open, { state: 'cancelled' })),
    ...recordFact(reference, at, { who: by, what: 'withdrawn', reasons, words }, [toApplicant(row, mail)]),
  ];
}
