import { printInstant } from '../../../domain/london-time.ts';
import { readMoment } from '../../../domain/round.ts';
import type { RoundEventRow } from '../../store/round-event-row.ts';
import { dateSet } from './round-words.ts';

/** The dates that an event of a round's timeline set, each in words. */
export const datesSet = ({ dates = {} }: Pick<RoundEventRow, 'dates'>): string[] =>
  Object.entries(dates).map(([moment, { from, to }]) =>
    dateSet(moment, printed(to), from === '' ? undefined : printed(from)),
  );

/** As it was typed, where that is no time. */
function printed(wallClock: string): string {
  const read = readMoment(wallClock);
  return read.word === 'moment' ? printInstant(read.moment.instant) : wallClock;
}
