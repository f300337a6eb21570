import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** Who did something; `id` of a person or member of staff, or the slot of an endorser. */
export const actor = z.object({
  kind: z.enum(['applicant', 'endorser', 'staff', 'service']),
  id: z.string().exactOptional(),
});
export type Actor = z.infer<typeof actor>;

export const SERVICE: Actor = { kind: 'service' };

/** One line of a case's timeline. It holds no personal texts: those are in `text` rows, which can be erased. */
export const eventRow = z.object({
  kind: z.literal('event'),
  at: z.iso.datetime(),
  who: actor,
  /** What happened: a state, or the word of an act. */
  what: z.string(),
  /** The slot, request or criteria that it is about. */
  about: z.string().exactOptional(),
  /** Ids of reasons or criteria. */
  reasons: z.array(z.string()).exactOptional(),
  /** Id of the text with the reason in words. */
  why: z.string().exactOptional(),
  /** Templates of the messages that were owed with it. */
  messages: z.array(z.string()).exactOptional(),
});

export type EventRow = z.infer<typeof eventRow>;

/** A text that other rows refer to. Personal data. */
export const textRow = z.object({ kind: z.literal('text'), text: z.string() });

/** A text by its id; one that was erased is `undefined`. */
export const getText = async (records: Records, reference: string, id: string): Promise<string | undefined> =>
  (await records.get(rowKeys.text(reference, id), textRow))?.text;

/** All texts of a case by their ids: what people wrote, unless it was erased. */
export async function readTexts(records: Records, reference: string): Promise<Record<string, string>> {
  const rows = records.beginning(rowKeys.text(reference, ''), textRow.extend({ sk: z.string() }));
  const texts: Record<string, string> = {};
  for await (const { sk, text } of rows) texts[sk.replace('TEXT#', '')] = text;
  return texts;
}

export function putEvent(reference: string, at: Date, event: Omit<EventRow, 'kind' | 'at'>): Write {
  const id = nextEventId();
  const lists = listedByStaff(event.who, at, id);
  return {
    Put: { Item: { ...rowKeys.event(reference, at, id), ...lists, kind: 'event', at: at.toISOString(), ...event } },
  };
}

/** Puts what a member of staff did into the list of what they did. */
export const listedByStaff = ({ kind, id: staff }: Actor, at: Date, id: string) =>
  kind === 'staff' && staff !== undefined ? listed.doneBy(staff, at, id) : {};

/**
 * Orders lines of one instant as they were written: a simulated clock stands still while much happens. The counter is no
 * time and is never read as one; the random part keeps two machines apart.
 */
export const nextEventId = () => `${String(process.hrtime.bigint()).padStart(20, '0')}-${randomUUID().slice(0, 8)}`;

export const putText = (reference: string, id: string, text: string): Write => ({
  Put: { Item: { ...rowKeys.text(reference, id), kind: 'text', text } },
});
