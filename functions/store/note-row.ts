import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Write } from './records.ts';

/** A note among staff. Personal data: what somebody wrote of an applicant. */
export const noteRow = z.object({
  kind: z.literal('note'),
  by: z.string(),
  at: z.iso.datetime(),
  text: z.string(),
});
export type NoteRow = z.infer<typeof noteRow>;

export function putNote(reference: string, { by, text }: Pick<NoteRow, 'by' | 'text'>, at: Date): Write {
  const row: NoteRow = { kind: 'note', by, at: at.toISOString(), text };
  return { Put: { Item: { ...rowKeys.note(reference, at, randomUUID()), ...row } } };
}
