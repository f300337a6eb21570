import * as z from 'zod';
import type { Answers } from '../../domain/answers.ts';
import { rowKeys } from './keys.ts';
import type { Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

const supportedSchool = z.object({
  name: z.string(),
  urn: z.string(),
  from: z.string(),
  to: z.string().exactOptional(),
  role: z.string(),
  impact: z.string(),
});
const namedEndorser = z.object({ name: z.string(), email: z.string(), role: z.string() });

/** The answers of one section of the form. Personal data. */
export const answersRow = z.object({
  kind: z.literal('answers'),
  section: z.string(),
  answers: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string()), z.array(supportedSchool), namedEndorser]),
  ) satisfies z.ZodType<Answers>,
  version: z.int().positive(),
  savedAt: z.iso.datetime(),
});

export type AnswersRow = z.infer<typeof answersRow>;

/** Somebody saved the section since it was read: the same person in another tab. */
export class AnswersChangedError extends Error {
  override readonly name = 'AnswersChangedError';
}

/** @param seen the version that the new one stands on; none: 0 */
export function putAnswers(reference: string, section: string, answers: Answers, seen: number, at: Date): Write {
  const key = rowKeys.answers(reference, section);
  const refusal = () => new AnswersChangedError(`${reference} ${section}`);
  const fields = { kind: 'answers', section, answers, version: seen + 1, savedAt: at.toISOString() };
  if (seen === 0) return putNew({ ...key, ...fields }, refusal);
  return updateRow(key, { set: fields, when: { version: seen } }, refusal);
}

export const deleteAnswers = (reference: string, section: string): Write => ({
  Delete: { Key: rowKeys.answers(reference, section) },
});
