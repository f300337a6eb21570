import type { ApplicantNote, Chaser, Endorsements } from '../programmes/endorsements.ts';
import { type EndorsementState, FILLABLE, WITH_ENDORSER } from './endorsement.ts';
import { calendarDate } from './london-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An applicant who presses "remind" again within two days annoys the endorser, and is told when they can. */
export const HOURS_BETWEEN_REMINDERS = 48;

/** The live request of a slot. One whose place another has taken has nothing due, whatever its state: do not ask. */
export interface ScheduledRequest {
  readonly state: EndorsementState;
  /** When this endorser was first asked. */
  readonly requestedAt: Date;
  readonly dueAt: Date;
  /** Occurrences already owed to this endorser, or about them. */
  readonly done: readonly string[];
}

/** Something that falls due on a request. `occurrence` makes its message unique. */
export type DueEndorsement =
  | { readonly do: 'chase-endorser'; readonly at: Date; readonly occurrence: string; readonly chaser: Chaser }
  | { readonly do: 'tell-applicant'; readonly at: Date; readonly occurrence: string; readonly note: ApplicantNote }
  | { readonly do: 'lapse'; readonly at: Date };

/**
 * All that can fall due, in order of time: chasers and notes before the due date, and the lapse at it. The last call comes
 * anew for a new due date. A chaser that would come with the last call or after it is left out: two mails in as many days
 * help nobody.
 */
export function endorsementSchedule(
  { chasers, applicantNotes }: Pick<Endorsements, 'chasers' | 'applicantNotes'>,
  { requestedAt, dueAt }: Pick<ScheduledRequest, 'requestedAt' | 'dueAt'>,
): DueEndorsement[] {
  const start = requestedAt.getTime();
  const end = dueAt.getTime();
  const lastCalls = chasers.flatMap((chaser) =>
    'hoursBeforeDue' in chaser ? [end - chaser.hoursBeforeDue * HOUR] : [],
  );
  const lastCall = Math.min(end, ...lastCalls.filter((at) => at > start));
  const due: DueEndorsement[] = [{ do: 'lapse', at: dueAt }];
  for (const chaser of chasers) {
    const isLastCall = 'hoursBeforeDue' in chaser;
    const at = isLastCall ? end - chaser.hoursBeforeDue * HOUR : start + chaser.afterDays * DAY;
    if (at <= start || (!isLastCall && at >= lastCall)) continue;
    const occurrence = isLastCall ? `${chaser.id}-${calendarDate(dueAt)}` : chaser.id;
    due.push({ do: 'chase-endorser', at: new Date(at), occurrence, chaser });
  }
  for (const note of applicantNotes) {
    const at = start + note.afterDays * DAY;
    if (at < end) due.push({ do: 'tell-applicant', at: new Date(at), occurrence: note.id, note });
  }
  return due.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * What to do now. After a pause of the service only the latest of several overdue chasers is sent; those before it count
 * as done, and so does what can no longer help because the date has passed.
 */
export function endorsementDue(
  rules: Pick<Endorsements, 'chasers' | 'applicantNotes'>,
  request: ScheduledRequest,
  now: Date,
): { readonly act: readonly DueEndorsement[]; readonly skip: readonly string[]; readonly next: Date | undefined } {
  if (!FILLABLE.some((state) => state === request.state)) return { act: [], skip: [], next: undefined };
  if (now >= request.dueAt) return { act: [{ do: 'lapse', at: request.dueAt }], skip: [], next: undefined };
  const open = endorsementSchedule(rules, request).filter(
    (due) => due.do === 'lapse' || (!request.done.includes(due.occurrence) && isFor(due, request.state)),
  );
  const past = open.filter(({ at }) => at <= now);
  const act = [latest(past, 'chase-endorser'), latest(past, 'tell-applicant')].filter((due) => due !== undefined);
  const skip = past.flatMap((due) => (due.do === 'lapse' || act.includes(due) ? [] : [due.occurrence]));
  return { act, skip, next: open.find(({ at }) => at > now)?.at };
}

function latest(past: readonly DueEndorsement[], what: DueEndorsement['do']): DueEndorsement | undefined {
  return past.findLast((due) => due.do === what);
}

/** Endorsers are chased while it is their turn; applicants hear as long as the slot can be filled. */
function isFor(due: DueEndorsement, state: EndorsementState): boolean {
  return due.do !== 'chase-endorser' || WITH_ENDORSER.some((waiting) => waiting === state);
}

export type ReminderWord =
  | { readonly word: 'may-remind' | 'not-waiting' | 'past-due' }
  | { readonly word: 'too-soon'; readonly from: Date };

/**
 * May the applicant have the endorser reminded now?
 *
 * @param lastMailAt when the endorser last had a mail about this request, of any kind
 */
export function mayRemind(
  { state, dueAt }: Pick<ScheduledRequest, 'state' | 'dueAt'>,
  lastMailAt: Date,
  now: Date,
): ReminderWord {
  if (!WITH_ENDORSER.some((waiting) => waiting === state)) return { word: 'not-waiting' };
  if (now >= dueAt) return { word: 'past-due' };
  const from = new Date(lastMailAt.getTime() + HOURS_BETWEEN_REMINDERS * HOUR);
  return now >= from ? { word: 'may-remind' } : { word: 'too-soon', from };
}
