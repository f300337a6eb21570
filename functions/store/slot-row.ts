import * as z from 'zod';
import {
  ENDORSEMENT_STATES,
  type EndorsementEvent,
  endorsementStatesBefore,
  FILLABLE,
} from '../../domain/endorsement.ts';
import { endorsementDue } from '../../domain/endorsement-schedule.ts';
import type { Endorsements } from '../../programmes/endorsements.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';
import { type WakeWord, waitingFields, wakeWith } from './waiting-row.ts';

/** One endorsement that the programme asks for, whoever is asked. The workflow parks its token here. */
export const slotRow = z.object({
  kind: z.literal('slot'),
  reference: z.string(),
  slot: z.string(),
  /** Of the live request. */
  state: z.enum(ENDORSEMENT_STATES),
  /** The live request: `1` for the first person asked, `2` for the next. */
  request: z.string(),
  /** When this endorser was first asked. */
  requestedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** Occurrences of chasers and notes that were sent, or passed over. */
  done: z.array(z.string()),
  /** When the endorser last had a mail. */
  lastMailAt: z.iso.datetime(),
  /** Of the answer: the role that the endorser chose, and the criteria confirmed. */
  role: z.string().exactOptional(),
  confirms: z.array(z.string()).exactOptional(),
  answeredAt: z.iso.datetime().exactOptional(),
  version: z.int().positive(),
  ...waitingFields,
});

export type SlotRow = z.infer<typeof slotRow>;

/** The slot is no longer as it was read: its endorser answered, another one was asked, or the case is over. */
export class SlotMovedOnError extends Error {
  override readonly name = 'SlotMovedOnError';
}

export function getSlot(records: Records, reference: string, slot: string): Promise<SlotRow | undefined> {
  return records.get(rowKeys.slot(reference, slot), slotRow);
}

/** Can it still be filled? */
export const isOpenSlot = ({ state }: Pick<SlotRow, 'state'>): boolean => FILLABLE.some((open) => open === state);

/** A slot as the domain's schedule takes it. */
export const scheduled = ({ state, requestedAt, dueAt, done }: SlotRow) => ({
  state,
  requestedAt: new Date(requestedAt),
  dueAt: new Date(dueAt),
  done,
});

/** What falls due on a slot next, as its place in the index. */
export function nextDue(row: SlotRow, rules: Endorsements, now: Date) {
  const { act, next } = endorsementDue(rules, scheduled(row), now);
  const at = act.length > 0 ? now : next;
  return at && listed.due(row.reference, at);
}

export function putSlot(row: SlotRow, rules: Endorsements): Write {
  const due = nextDue(row, rules, new Date(row.requestedAt));
  return putNew(
    { ...rowKeys.slot(row.reference, row.slot), ...row, ...due },
    () => new SlotMovedOnError(row.reference),
  );
}

export interface SlotChange {
  readonly set?: Partial<SlotRow>;
  readonly remove?: readonly (keyof SlotRow)[];
  /** What the workflow that waits here must be told. */
  readonly wake?: WakeWord;
  /** Puts it before the staff of a body, because its endorser is silent. */
  readonly silentFor?: string;
}

/**
 * Changes a slot, if it is as it was read; with an event, if that counts in its state. It stays in the index of due things
 * as long as something is due on it, and before the staff as long as the same silent endorser has the same time to answer.
 */
export function changeSlot(
  row: SlotRow,
  rules: Endorsements,
  at: Date,
  { set = {}, remove = [], wake, silentFor }: SlotChange,
  on?: EndorsementEvent,
): Write {
  const due = nextDue({ ...row, ...set }, rules, at);
  const lists = wake ? wakeWith(row.reference, wake, at) : due;
  // what the workflow has not been told yet stays due
  const leaves = lists || row.wake ? [] : ['duePk', 'dueSk'];
  const isSame = set.state === undefined && set.dueAt === undefined;
  const queue =
    silentFor === undefined ? {} : listed.inQueue(silentFor, 'endorsers', row.reference, new Date(row.dueAt));
  return updateRow(
    rowKeys.slot(row.reference, row.slot),
    {
      set: { ...set, ...queue, ...(row.wake && !wake ? {} : lists), version: row.version + 1 },
      remove: [...remove, ...leaves, ...(isSame ? [] : ['queuePk', 'queueSk'])],
      when: { version: row.version, ...(on && { state: endorsementStatesBefore(on) }) },
    },
    () => new SlotMovedOnError(`${row.reference} ${row.slot}`),
  );
}
