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
    dateSet(moment, printed(to), from === undefined ? undefined : printed(from)),
  );

/** Of the people in a round's timeline, by their ids: names, or addresses before they told us one. Erased ones are left out. */
export async function namesOfPeople(
  records: Records,
  events: readonly Pick<RoundEventRow, 'person'>[],
): Promise<Record<string, string>> {
  const ids = new Set(events.flatMap(({ person }) => person ?? []));
  const rows = await Array.fromAsync(records.getMany([...ids].map(rowKeys.person), personRow));
  return Object.fromEntries(rows.map(({ person, name, email }) => [person, name || email]));
}

/** As it was typed, where that is no time. */
function printed(wallClock: string): string {
  const read = readMoment(wallClock);
  return read.word === 'moment' ? printInstant(read.moment.instant) : wallClock;
}
