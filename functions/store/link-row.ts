import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { SIGNS } from '../../domain/reference.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** To the request to one endorser. Every link of a request that was ever mailed stays good for as long as the request. */
const endorsementTarget = z.object({
  leadsTo: z.literal('endorsement'),
  reference: z.string(),
  slot: z.string(),
  request: z.string(),
});

/** Shows that an address belongs to whoever asked to sign in, once, until an instant. */
const signInTarget = z.object({ leadsTo: z.literal('sign-in'), address: z.string(), until: z.iso.datetime() });

/** Shows that an address on the list of a programme belongs to whoever asked. */
const interestTarget = z.object({
  leadsTo: z.literal('interest'),
  programme: z.string(),
  address: z.string(),
  until: z.iso.datetime(),
});

/** Takes an address off the list of a programme. */
const interestEndTarget = z.object({ leadsTo: z.literal('interest-end'), programme: z.string(), address: z.string() });

/** To say whether an answer came to a message of the directory's form. */
const enquiryTarget = z.object({ leadsTo: z.literal('enquiry'), number: z.string(), enquiry: z.string() });

const linkTarget = z.discriminatedUnion('leadsTo', [
  endorsementTarget,
  signInTarget,
  interestTarget,
  interestEndTarget,
  enquiryTarget,
]);
const linkRow = linkTarget.and(z.object({ kind: z.literal('link') }));

export type EndorsementTarget = z.infer<typeof endorsementTarget>;
export type SignInTarget = z.infer<typeof signInTarget>;
/** Where an emailed link leads. The link itself is known only to whoever got the mail. */
export type LinkTarget = z.infer<typeof linkTarget>;

/** A new link id: 256 random bits as 43 characters of base64url. */
export const mintLink = () => randomBytes(32).toString('base64url');

const hashOf = (link: string) => createHash('sha256').update(link).digest('hex');

const CODE_SIGNS = 6;

/**
 * The short code that goes in a mail beside a link that signs in, for whoever reads it on another device or behind a
 * scanner that uses links up. 30^6 are 729 million codes: ten guesses an hour find nothing.
 */
export function signInCode(link: string): string {
  const bytes = [...createHash('sha256').update(`code ${link}`).digest()].slice(0, CODE_SIGNS);
  return bytes.map((byte) => SIGNS[byte % SIGNS.length]).join('');
}

/** A code counts together with the address that asked for it; no link has such a hash. */
const codeHash = (address: string, code: string) => `code-${hashOf(`${address} ${code}`)}`;

/**
 * How long a link without an end of its own is known, in days. The page of a request still explains what became of it when
 * all is over, and two years are longer than any round with its extensions; addresses on a list are kept no longer.
 */
const LINK_DAYS = 730;

/** It goes by itself, once it is of no use. One that signs in goes with its code. */
export function putLink(link: string, target: LinkTarget, mintedAt: Date): Write[] {
  const seconds =
    'until' in target ? Date.parse(target.until) / 1000 : mintedAt.getTime() / 1000 + LINK_DAYS * 24 * 60 * 60;
  const hashes = [hashOf(link), ...(target.leadsTo === 'sign-in' ? [codeHash(target.address, signInCode(link))] : [])];
  return hashes.map((hash) => ({
    Put: { Item: { ...rowKeys.link(hash), kind: 'link', ...target, expiresAt: Math.ceil(seconds) } },
  }));
}

/** What a link leads to; undefined when nobody was ever sent it. */
export function followLink(records: Records, link: string): Promise<LinkTarget | undefined> {
  return records.get(rowKeys.link(hashOf(link)), linkRow);
}

/** What a code leads to that somebody typed who asked for it for this address. */
export function followCode(records: Records, address: string, code: string): Promise<LinkTarget | undefined> {
  return records.get(rowKeys.link(codeHash(address, code)), linkRow);
}

/** The link was used before, or expired. */
export class LinkUsedError extends Error {
  override readonly name = 'LinkUsedError';
}

/** Uses a link up: of several who follow it at once, one gets through. */
export const useLink = (link: string): Write => useUp(hashOf(link));

export const useCode = (address: string, code: string): Write => useUp(codeHash(address, code));

const useUp = (hash: string): Write => ({
  Delete: { Key: rowKeys.link(hash), ConditionExpression: 'attribute_exists(pk)' },
  refusal: () => new LinkUsedError('the link was used before'),
});
