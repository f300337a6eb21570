import { printInstant } from '../../../domain/london-time.ts';
import { readMoment } from '../../../domain/round.ts';
import { rowKeys } from '../../store/keys.ts';
import { personRow } from '../../store/person-row.ts';
import type { Records } from '../../store/records.ts';
import type { RoundEventRow } from '../../store/round-event-row.ts';
import { dateSet } from './round-words.ts';

/** The dates that an event of a round's timeline set, each in words. */
export const datesSet = ({ dates = {} }: Pick<RoundEventRow, 'dates'>): string[] =>
  Object.entries(dates).map(([moment, { from, to }]) =>
    dateSet(moment, printed(to), from === '' ? undefined : printed(from)),
  );

/** Names by the ids of people, or their addresses before they told us their name; without those whose data is erased. */
export async function namesOfPeople(records: Records, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await Array.fromAsync(records.getMany([...new Set(ids)].map(rowKeys.person), personRow));
  return Object.fromEntries(rows.map(({ person, name, email }) => [person, name || email]));
}

/** As it was typed, where that is no time. */
function printed(wallClock: string): string {
  const read = readMoment(wallClock);
  return read.word === 'moment' ? printInstant(read.moment.instant) : wallClock;
}
