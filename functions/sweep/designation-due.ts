import { designationDue, entryDue } from '../../domain/designation-schedule.ts';
import { recordDesignationFact } from '../acts/designations/designation-fact.ts';
import { endHeldDesignation } from '../acts/designations/end-designation.ts';
import { OVERTAKEN } from '../acts/designations/held-designation.ts';
import { REVIEW_TASK } from '../acts/designations/review-designation.ts';
import { changeDesignation, type DesignationRow, getDesignation } from '../store/designation-rows.ts';
import { changeEntry, getEntry } from '../store/directory-entry-row.ts';
import { SERVICE } from '../store/event-row.ts';
import type { Key } from '../store/keys.ts';
import type { Write } from '../store/records.ts';
import { putTask } from '../store/task-row.ts';
import type { Sweeping } from './sweeping.ts';

type Keeping = Pick<Sweeping, 'records' | 'at'>;

const numberOf = ({ pk }: Key): string => pk.replace('DESIGNATION#', '');

/** Ends a designation whose term is over, and tells staff and the person that a regular review is due. */
export async function keepDesignation(sweeping: Keeping, key: Key): Promise<void> {
  const { records, at } = sweeping;
  const designation = await getDesignation(records, numberOf(key));
  if (!designation) return;
  const { act } = designationDue(designation, at);
  if (act.includes('end')) {
    await endHeldDesignation(sweeping, { number: designation.number, by: SERVICE, reason: 'term-over' });
  } else if (act.includes('announce-review')) await unlessOvertaken(sweeping, announceReview(designation, at));
}

function announceReview(designation: DesignationRow, at: Date): Write[] {
  const { reference, body, reviewOn } = designation;
  return [
    changeDesignation(designation, { reviewAnnounced: reviewOn }, at),
    putTask(reference, body, REVIEW_TASK, reviewOn, at),
    ...recordDesignationFact(designation, at, {
      who: SERVICE,
      what: 'review-due',
      mail: { template: 'designation-review-due', subject: reviewOn },
    }),
  ];
}

/** Asks a person once a year whether their entry in the directory is still right. */
export async function promptToConfirm(sweeping: Keeping, key: Key): Promise<void> {
  const { records, at } = sweeping;
  const number = numberOf(key);
  const [designation, entry] = await Promise.all([getDesignation(records, number), getEntry(records, number)]);
  if (!designation || !entry || entryDue(entry, at).act.length === 0) return;
  const { confirmedOn } = entry;
  await unlessOvertaken(sweeping, [
    changeEntry(entry, { promptedFor: confirmedOn }, at),
    ...recordDesignationFact(designation, at, {
      who: SERVICE,
      what: 'asked-to-confirm',
      mail: { template: 'directory-confirm', subject: `since-${confirmedOn}` },
    }),
  ]);
}

/** What somebody has changed meanwhile is looked at again by the next sweep. */
async function unlessOvertaken({ records }: Keeping, writes: readonly Write[]): Promise<void> {
  try {
    await records.transact(writes);
  } catch (error) {
    if (!OVERTAKEN.some((kind) => error instanceof kind)) throw error;
  }
}
