import * as z from 'zod';
import type { School } from '../../domain/school.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** A school under one word of its name, town or postcode, with what a list of results shows. */
export const schoolWordRow = z.object({
  kind: z.literal('school-word'),
  urn: z.string(),
  name: z.string(),
  town: z.string().exactOptional(),
  postcode: z.string().exactOptional(),
});

export type SchoolCard = Omit<z.infer<typeof schoolWordRow>, 'kind'>;

/**
 * Words that every tenth school or more has in its name, or that tell as little. They would make half of all rows and
 * find nothing worth finding, so a school is under them only when its name has no others.
 */
const COMMON = new Set(
  (
    'the of and on in at for st saint school schools primary secondary infant junior nursery academy college high ' +
    'community church england ce cofe rc roman catholic voluntary aided controlled'
  ).split(' '),
);

/** As long as the word in the key of the partition: shorter words are in no partition that a search could ask. */
const SHORTEST_BEGINNING = 3;
const POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?) *(\d[a-z]{2})\b/g;
const ACCENTS = /\p{M}/gu;

/** `St Mary's, EC3A 5DE` is `st`, `marys`, `ec3a5de`: a postcode is one word, so its beginning finds it too. */
export function searchWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(ACCENTS, '').replace(/['’]/g, '').toLowerCase();
  return [...new Set(plain.replace(POSTCODE, '$1$2').match(/[a-z0-9]+/g))];
}

const isTelling = (word: string) => word.length > 1 && !COMMON.has(word);

export const schoolCard = ({ urn, name, address: { town, postcode } }: School): SchoolCard => ({
  urn,
  name,
  ...(town && { town }),
  ...(postcode && { postcode }),
});

const cardText = ({ name, town = '', postcode = '' }: SchoolCard) => `${name}, ${town}, ${postcode}`;

/** The words under which a school is kept, in alphabetical order. */
export function indexedWords(school: School): string[] {
  const named = searchWords(school.name);
  const words = named.some(isTelling) ? [] : named;
  return [...new Set([...words, ...searchWords(cardText(schoolCard(school))).filter(isTelling)])].sort();
}

export const putSchoolWord = (word: string, school: School): Write => ({
  Put: { Item: { ...rowKeys['school-word'](word, school.urn), kind: 'school-word', ...schoolCard(school) } },
});

export const deleteSchoolWord = (word: string, urn: string): Write => ({
  Delete: { Key: rowKeys['school-word'](word, urn) },
});

/**
 * Finds schools by the beginnings of words of name, town and postcode: every word asked for must begin one. The longest
 * telling word is looked up, the others sift what it finds, so common words cost nothing.
 *
 * @param limit how many at most; they come in the order of the word that was looked up
 * @returns none when the longest word has fewer than three characters
 */
export async function findSchools(records: Records, text: string, limit: number): Promise<SchoolCard[]> {
  const asked = searchWords(text);
  const candidates = asked.some(isTelling) ? asked.filter(isTelling) : asked;
  const word = candidates.toSorted((a, b) => b.length - a.length)[0] ?? '';
  if (word.length < SHORTEST_BEGINNING) return [];

  const { pk } = rowKeys['school-word'](word, '');
  const found = new Map<string, SchoolCard>();
  const rows = records.query(
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :word)',
      ExpressionAttributeValues: { ':pk': pk, ':word': word },
    },
    schoolWordRow,
  );
  for await (const { kind: _, ...card } of rows) {
    const words = searchWords(cardText(card));
    if (asked.every((beginning) => words.some((its) => its.startsWith(beginning)))) found.set(card.urn, card);
    if (found.size === limit) break;
  }
  return [...found.values()];
}
