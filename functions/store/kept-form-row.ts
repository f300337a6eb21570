import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** What somebody sent after their session had ended: shown to them again after signing in. One a person; it expires. */
export const keptFormRow = z.object({
  kind: z.literal('kept-form'),
  /** The page whose form it is. */
  path: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  expiresAt: z.int(),
});
export type KeptForm = z.infer<typeof keptFormRow>;

export const getKeptForm = (records: Records, person: string): Promise<KeptForm | undefined> =>
  records.get(rowKeys['kept-form'](person), keptFormRow);

export const putKeptForm = (person: string, form: Omit<KeptForm, 'kind'>): Write => ({
  Put: { Item: { ...rowKeys['kept-form'](person), kind: 'kept-form', ...form } },
});

export const deleteKeptForm = (person: string): Write => ({ Delete: { Key: rowKeys['kept-form'](person) } });
