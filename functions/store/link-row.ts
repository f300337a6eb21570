import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** Where an emailed link leads. The link itself is known only to whoever got the mail. */
export const linkRow = z.object({
  kind: z.literal('link'),
  reference: z.string(),
  slot: z.string(),
  request: z.string(),
});

export type LinkTarget = Omit<z.infer<typeof linkRow>, 'kind'>;

/** A new link id: 256 random bits as 43 characters of base64url. */
export const mintLink = () => randomBytes(32).toString('base64url');

const hashOf = (link: string) => createHash('sha256').update(link).digest('hex');

export function putLink(link: string, target: LinkTarget): Write {
  return { Put: { Item: { ...rowKeys.link(hashOf(link)), kind: 'link', ...target } } };
}

/** What a link leads to; undefined when nobody was ever sent it. */
export function followLink(records: Records, link: string): Promise<LinkTarget | undefined> {
  return records.get(rowKeys.link(hashOf(link)), linkRow);
}
