import { isOpenState } from '../../domain/application.ts';
import { readReference } from '../../domain/reference.ts';
import type { Round } from '../../domain/round.ts';
import { endorserHash } from '../store/asked-address-row.ts';
import type { FoundCase } from '../store/cards.ts';
import { type CaseRow, caseRow } from '../store/case-row.ts';
import { casesAskedOf } from '../store/endorsement-rows.ts';
import { rowKeys } from '../store/keys.ts';
import { casesOf, findPerson } from '../store/person-row.ts';
import { readQueue } from '../store/queue.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { oneState, type RoundCards } from './round-cards.ts';
import { type CaseSearch, hasWords } from './search.ts';

const DAY = 86_400_000;

export interface Within {
  readonly cards: RoundCards;
  /** Those that the member of staff may see: nothing else is found. */
  readonly rounds: readonly Round[];
  readonly staff: string;
  readonly at: Date;
}

/**
 * The cases of some rounds that a search finds, longest in their state first. What is exact (reference, URN, email address)
 * is looked up by its key; all else is read from the cards of the rounds, seconds late at worst.
 */
export async function findCases(
  records: Records,
  search: CaseSearch,
  { cards, rounds, staff, at }: Within,
): Promise<FoundCase[]> {
  const wanted = rounds.filter(({ id }) => search.round === '' || search.round === id);
  const flagged = await flaggedCases(records, wanted, search.flag);
  const { found, isExact } = await candidates(records, cards, search, wanted);
  const hasText = isExact ? () => true : hasWords(search.text);
  const assignee = search.assignee === 'mine' ? staff : search.assignee;
  const before = at.getTime() - search.days * DAY;
  return found
    .filter(
      ({ reference, card }) =>
        hasState(card, search.state) &&
        (search.region === '' || card.region === search.region) &&
        (search.days === 0 || Date.parse(card.since) <= before) &&
        (assignee === '' || (card.assignee ?? 'nobody') === assignee) &&
        (flagged === undefined || flagged.has(reference)) &&
        hasText(card),
    )
    .toSorted((one, other) => one.card.since.localeCompare(other.card.since));
}

const hasState = ({ state: is }: CaseRow['card'], state: CaseSearch['state']) =>
  state === '' || (state === 'open' ? isOpenState(is) : is === state);

/** Everything among which to look, and whether the text has been dealt with. */
async function candidates(records: Records, listed: RoundCards, search: CaseSearch, rounds: readonly Round[]) {
  const { text } = search;
  const named = readReference(text);
  // one name in many reads as a reference too
  const ofReference = named.word === 'reference' ? await byReference(records, [named.reference], rounds) : [];
  if (ofReference.length > 0) return exactly(ofReference);
  if (text.includes('@')) return exactly(await byReference(records, await ofAddress(records, text), rounds));
  const cards = (await Promise.all(rounds.map(({ id }) => listed.of(id, oneState(search.state))))).flat();
  if (!/^\d{5,7}$/.test(text)) return { found: cards, isExact: false };
  const school = (await getSchool(records, text))?.school.name.slice(0, 80);
  // schools of one name are told apart by their cases
  const ofName = cards.filter(({ card }) => school !== undefined && card.school === school);
  return exactly(
    await byReference(
      records,
      ofName.map(({ reference }) => reference),
      rounds,
      text,
    ),
  );
}

const exactly = (found: FoundCase[]) => ({ found, isExact: true });

const exact = caseRow.pick({ reference: true, round: true, card: true, school: true });

async function byReference(
  records: Records,
  references: readonly string[],
  rounds: readonly Round[],
  school?: string,
): Promise<FoundCase[]> {
  const rows = await Array.fromAsync(records.getMany([...new Set(references)].map(rowKeys.case), exact));
  return rows.filter(
    (row) => rounds.some(({ id }) => id === row.round) && (school === undefined || row.school === school),
  );
}

/** The cases of whoever has an email address, and those that they were asked to endorse. */
async function ofAddress(records: Records, email: string): Promise<string[]> {
  const [person, asked] = await Promise.all([
    findPerson(records, email),
    endorserHash(records, email).then((hash) => casesAskedOf(records, hash)),
  ]);
  const own = person === undefined ? [] : await casesOf(records, person);
  return [...own.map(({ reference }) => reference), ...asked];
}

/** The cases with an open task; undefined when nobody asks for that. */
async function flaggedCases(records: Records, rounds: readonly Round[], flag: string) {
  if (flag === '') return undefined;
  const tasks = await readQueue(records, [...new Set(rounds.map(({ body }) => body))], 'tasks');
  return new Set(tasks.filter(({ task }) => flag === 'any' || task?.name === flag).map(({ reference }) => reference));
}
