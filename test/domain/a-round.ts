import { type Moment, type Round, readMoment } from '../../domain/round.ts';

/** A moment that exists, by London's clocks. */
export function moment(wallClock: string): Moment {
  const read = readMoment(wallClock);
  if (read.word !== 'moment') throw new Error(`${wallClock}: ${read.word}`);
  return read.moment;
}

/** A round of early 2027 that crosses the change of clocks on 28 March. */
export const aRound = (changes: Partial<Round> = {}): Round => ({
  id: 'r-2027-1',
  title: 'Spring 2027',
  programme: 'lle',
  generation: 'LLE-2014',
  body: 'national',
  state: 'open',
  opens: moment('2027-01-11T09:00'),
  closes: moment('2027-02-26T17:00'),
  endorsementsDue: moment('2027-04-09T17:00'),
  decisionsDue: moment('2027-05-14T17:00'),
  closedMessage: 'Closed.',
  ...changes,
});
