import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** To the request to one endorser. Every link of a request that was ever mailed stays good for as long as the request. */
const endorsementTarget = z.object({
  leadsTo: z.literal('endorsement'),
  reference: z.string(),
  slot: z.string(),
  request: z.string(),
});

/** Signs a person in, once, until an instant. */
const signInTarget = z.object({ leadsTo: z.literal('sign-in'), person: z.string(), until: z.iso.datetime() });

const linkTarget = z.discriminatedUnion('leadsTo', [endorsementTarget, signInTarget]);
const linkRow = linkTarget.and(z.object({ kind: z.literal('link') }));

export type EndorsementTarget = z.infer<typeof endorsementTarget>;
export type SignInTarget = z.infer<typeof signInTarget>;
/** Where an emailed link leads. The link itself is known only to whoever got the mail. */
export type LinkTarget = z.infer<typeof linkTarget>;

/** A new link id: 256 random bits as 43 characters of base64url. */
export const mintLink = () => randomBytes(32).toString('base64url');

const hashOf = (link: string) => createHash('sha256').update(link).digest('hex');

/**
 * How long a link to a request is known, in days: its page still explains what became of the request when all is over,
 * and two years are longer than any round with its extensions.
 */
const REQUEST_LINK_DAYS = 730;

/** It goes by itself, once it is of no use. */
export function putLink(link: string, target: LinkTarget, mintedAt: Date): Write {
  const seconds =
    target.leadsTo === 'sign-in'
      ? Date.parse(target.until) / 1000
      : mintedAt.getTime() / 1000 + REQUEST_LINK_DAYS * 24 * 60 * 60;
  return { Put: { Item: { ...rowKeys.link(hashOf(link)), kind: 'link', ...target, expiresAt: Math.ceil(seconds) } } };
}

/** What a link leads to; undefined when nobody was ever sent it. */
export function followLink(records: Records, link: string): Promise<LinkTarget | undefined> {
  return records.get(rowKeys.link(hashOf(link)), linkRow);
}

/** The link was used before, or expired. */
export class LinkUsedError extends Error {
  override readonly name = 'LinkUsedError';
}

/** Uses a link up: of several who follow it at once, one gets through. */
export const useLink = (link: string): Write => ({
  Delete: { Key: rowKeys.link(hashOf(link)), ConditionExpression: 'attribute_exists(pk)' },
  refusal: () => new LinkUsedError('the link was used before'),
});
