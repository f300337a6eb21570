/** Digits and capitals without I L O U 0 1, which people misread or mishear. */
export const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The weighted sum of a reference's signs is a multiple of this prime, one more than there are signs. The weights are
 * powers of 3, all different up to the 30th (3 generates every remainder), so that one wrong sign, or any two swapped
 * signs, change the sum by something that the prime does not divide.
 */
const MODULUS = 31;
const GENERATOR = 3;

/** Signs of an application's reference and of a designation's number, check character included: told apart by length. */
export const REFERENCE_SIGNS = 8;
export const NUMBER_SIGNS = 12;
const GROUP = 4;

/** The random bytes did not suffice for a reference: give twice as many bytes as it has signs, or more. */
export class TooFewRandomBytesError extends Error {
  override readonly name = 'TooFewRandomBytesError';
}

/**
 * A reference such as `LLE-7K3M-4QXR`: a prefix, random signs, and a check character at the end.
 *
 * @param bytes random; 32 are enough for either length but for one time in very many (about 6 % of bytes are passed over)
 * @throws TooFewRandomBytesError
 */
export function makeReference(prefix: string, bytes: Uint8Array, signs: number = REFERENCE_SIGNS): string {
  // only whole multiples of 30, so that each sign is equally likely
  const values = [...bytes].filter((byte) => byte < 240).map((byte) => byte % SIGNS.length);
  for (let start = 0; start + signs - 1 <= values.length; start++) {
    const body = values.slice(start, start + signs - 1);
    const check = SIGNS[checkValue(body)];
    // one sum in 31 has no sign to stand for it: such a body is never used
    if (check !== undefined) return print(prefix, body.map((value) => SIGNS[value]).join('') + check);
  }
  throw new TooFewRandomBytesError(`${bytes.length} random bytes do not suffice for ${signs} signs`);
}

export type ReferenceRead =
  | { readonly word: 'reference'; readonly reference: string; readonly prefix: string }
  | { readonly word: 'wrong-check' | 'not-a-reference' };

/** Reads a reference as people type it: in lower case, with spaces, without hyphens or with the dashes of a word processor. */
export function readReference(text: string, signs: number = REFERENCE_SIGNS): ReferenceRead {
  const typed = text.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  const prefix = typed.slice(0, -signs);
  const body = typed.slice(-signs);
  if (!/^[A-Z]{2,6}$/.test(prefix) || ![...body].every((sign) => SIGNS.includes(sign)))
    return { word: 'not-a-reference' };
  const values = [...body].map((sign) => SIGNS.indexOf(sign));
  if (checkValue(values.slice(0, -1)) !== values.at(-1)) return { word: 'wrong-check' };
  return { word: 'reference', reference: print(prefix, body), prefix };
}

/** The value that brings the weighted sum to a multiple of the modulus; the check character's own weight is 1. */
function checkValue(body: readonly number[]): number {
  const sum = body.reduce((total, value) => (total + value) * GENERATOR, 0);
  return (MODULUS - (sum % MODULUS)) % MODULUS;
}

function print(prefix: string, signs: string): string {
  const groups = Array.from({ length: signs.length / GROUP }, (_, index) =>
    signs.slice(index * GROUP, (index + 1) * GROUP),
  );
  return [prefix, ...groups].join('-');
}
