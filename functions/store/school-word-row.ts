import * as z from 'zod';
import type { School } from '../../domain/school.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** What a list of found schools shows. */
const schoolCard = z.object({
  urn: z.string(),
  name: z.string(),
  town: z.string().exactOptional(),
  postcode: z.string().exactOptional(),
});

export type SchoolCard = z.infer<typeof schoolCard>;

/**
 * One word of names, towns and postcode districts, with every school that has it, by name. A row a word makes 15,000
 * rows for England; a row a word and school would make 92,000. The longest, "london", has 1,840 schools in 200 KB, half
 * of what a row may have.
 */
const schoolWordRow = z.object({
  kind: z.literal('school-word'),
  schools: z.codec(z.string(), z.array(schoolCard), {
    decode: (text) => JSON.parse(text),
    encode: (cards) => JSON.stringify(cards),
  }),
});

/** The schools under each word. */
export type SchoolIndex = ReadonlyMap<string, readonly SchoolCard[]>;

/**
 * Words that a great many schools have in their names, or that tell as little. A school is under them only when its name
 * has no others.
 */
const COMMON = new Set(
  (
    'the of and on in at for st saint school schools primary secondary infant junior nursery academy college high ' +
    'community church england ce cofe rc roman catholic voluntary aided controlled'
  ).split(' '),
);

const ACCENTS = /\p{M}/gu;
const POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?) *(\d[a-z]{2})\b/g;
/** The second half of a postcode, which is in every town. */
const INWARD = /^\d[a-z]{2}$/;

/** `St Mary's, EC3A5DE` is `st`, `marys`, `ec3a`, `5de`. */
export function searchWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(ACCENTS, '').replace(/['’]/g, '').toLowerCase();
  return [...new Set(plain.replace(POSTCODE, '$1 $2').match(/[a-z0-9]+/g))];
}

const isTelling = (word: string) => word.length > 1 && !COMMON.has(word) && !INWARD.test(word);

const cardText = ({ name, town = '', postcode = '' }: SchoolCard) => `${name}, ${town}, ${postcode}`;

/** The words under which a school is kept. */
export function indexedWords(card: SchoolCard): string[] {
  const named = searchWords(card.name);
  const words = searchWords(cardText(card)).filter(isTelling);
  return named.some(isTelling) ? words : [...new Set([...named, ...words])];
}

/** The index of these schools, each word's schools in the order of their names. */
export function indexSchools(schools: Iterable<School>): SchoolIndex {
  const index = new Map<string, SchoolCard[]>();
  for (const { urn, name, address } of schools) {
    const { town, postcode } = address;
    const card = { urn, name, ...(town && { town }), ...(postcode && { postcode }) };
    for (const word of indexedWords(card)) {
      const cards = index.get(word);
      if (cards) cards.push(card);
      else index.set(word, [card]);
    }
  }
  for (const cards of index.values()) cards.sort((a, b) => compare(a.name, b.name) || compare(a.urn, b.urn));
  return index;
}

/** By code units: the order must not depend on the machine's language. */
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

export const putSchoolWord = (word: string, schools: readonly SchoolCard[]): Write => ({
  Put: {
    Item: {
      ...rowKeys['school-word'](word),
      ...z.encode(schoolWordRow, { kind: 'school-word', schools: [...schools] }),
    },
  },
});

export const deleteSchoolWord = (word: string): Write => ({ Delete: { Key: rowKeys['school-word'](word) } });

/** Whether a text is made of words that so many schools have that none is found by them: `primary school`. */
export function isTooCommon(text: string): boolean {
  const asked = searchWords(text);
  return asked.length > 0 && !asked.some(isTelling);
}

/**
 * Finds schools by the beginnings of words of name, town and postcode: every word asked for must begin one. The longest
 * telling word is looked up, the others sift what it finds. A word of two characters is looked up whole, one of a single
 * character not at all.
 *
 * @param limit how many at most; they come in the order of the word that was looked up, then of their names
 */
export async function findSchools(records: Records, text: string, limit: number): Promise<SchoolCard[]> {
  const asked = searchWords(text);
  const candidates = asked.some(isTelling) ? asked.filter(isTelling) : asked;
  const word = candidates.toSorted((a, b) => b.length - a.length)[0] ?? '';
  if (word.length < 2) return [];

  const { pk, sk } = rowKeys['school-word'](word);
  const found = new Map<string, SchoolCard>();
  const rows = records.query(
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :word)',
      ExpressionAttributeValues: { ':pk': pk, ':word': sk },
    },
    schoolWordRow,
  );
  for await (const { schools } of rows) {
    for (const card of schools) {
      const words = searchWords(cardText(card));
      if (asked.every((beginning) => words.some((its) => its.startsWith(beginning)))) found.set(card.urn, card);
      if (found.size === limit) return [...found.values()];
    }
  }
  return [...found.values()];
}
