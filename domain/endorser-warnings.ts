import type { EndorsementSlot, EndorserWarning } from '../programmes/endorsements.ts';

/**
 * Providers of private mail accounts that are common in the United Kingdom. A short list that errs towards silence: a
 * warning is a question to the applicant, never a wall, and an unknown provider warns nobody.
 */
export const PRIVATE_PROVIDERS: ReadonlySet<string> = new Set([
  'aol.com',
  'blueyonder.co.uk',
  'btinternet.com',
  'gmail.com',
  'googlemail.com',
  'hotmail.co.uk',
  'hotmail.com',
  'icloud.com',
  'live.co.uk',
  'live.com',
  'mac.com',
  'me.com',
  'msn.com',
  'ntlworld.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'sky.com',
  'talktalk.net',
  'virginmedia.com',
  'yahoo.co.uk',
  'yahoo.com',
]);

/** What is odd about the address of an endorser, of the things that its slot looks for. */
export function endorserWarnings(
  { warnings }: Pick<EndorsementSlot, 'warnings'>,
  endorser: string,
  applicant: { readonly email: string; readonly schoolWebsite?: string },
): EndorserWarning[] {
  const domain = domainOf(endorser);
  const atSchool = [domainOf(applicant.email), hostOf(applicant.schoolWebsite ?? '')].includes(domain);
  const holds: Record<EndorserWarning, boolean> = {
    'same-address': plainAddress(endorser) === plainAddress(applicant.email),
    // two people with the same private provider share nothing
    'school-domain': atSchool && !PRIVATE_PROVIDERS.has(domain),
    'private-provider': PRIVATE_PROVIDERS.has(domain),
  };
  return warnings.filter((warning) => holds[warning]);
}

/** Lower case and without a `+tag`: the mailbox that an address reaches. */
export function plainAddress(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@');
}

function domainOf(email: string): string {
  return plainAddress(email).split('@').at(-1) ?? '';
}

/** The register writes websites with and without `http://` and `www.`. */
function hostOf(website: string): string {
  const [host = ''] = website
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split('/');
  return host.replace(/^www\./, '');
}
