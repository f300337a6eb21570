import { expect, it } from 'vitest';
import { roundStanding } from '../../domain/round-standing.ts';
import { aRound } from './a-round.ts';

const moment = (wallClock: string) => ({ wallClock, instant: new Date(`${wallClock}:00Z`) });
const round = aRound({ opens: moment('2027-01-04T09:00'), closes: moment('2027-01-29T17:00') });
const at = (text: string) => new Date(`${text}:00Z`);

it.each([
  ['2027-01-03T23:30', { word: 'opens', at: round.opens.instant, daysLeft: 1 }],
  ['2027-01-04T08:59', { word: 'opens', at: round.opens.instant, daysLeft: 0 }],
  ['2027-01-04T09:00', { word: 'open', until: round.closes.instant, daysLeft: 25, isReopened: false }],
  ['2027-01-28T23:59', { word: 'open', until: round.closes.instant, daysLeft: 1, isReopened: false }],
  ['2027-01-29T16:59', { word: 'open', until: round.closes.instant, daysLeft: 0, isReopened: false }],
  ['2027-01-29T17:00', { word: 'closed' }],
])('says at %s how the round stands', (time, standing) => {
  expect(roundStanding(round, false, at(time))).toEqual(standing);
});

it('is open again while it is reopened, and closed between and after', () => {
  const reopened = { from: moment('2027-02-08T10:00'), until: moment('2027-02-10T17:00') };
  const again = aRound({ ...round, reopened });
  expect(roundStanding(again, false, at('2027-02-01T10:00'))).toEqual({ word: 'closed' });
  expect(roundStanding(again, false, at('2027-02-08T10:00'))).toEqual({
    word: 'open',
    until: reopened.until.instant,
    daysLeft: 2,
    isReopened: true,
  });
  expect(roundStanding(again, false, at('2027-02-10T17:00'))).toEqual({ word: 'closed' });
});

it('is full once its places are taken, and cancelled whatever the time', () => {
  expect(roundStanding(aRound({ ...round, capacity: 40 }), true, at('2027-01-10T10:00'))).toEqual({
    word: 'full',
    capacity: 40,
  });
  expect(roundStanding(aRound({ ...round, state: 'cancelled' }), false, at('2027-01-10T10:00'))).toEqual({
    word: 'cancelled',
  });
});

it('counts days by London’s calendar, also across the change of clocks', () => {
  const spring = aRound({
    opens: moment('2027-03-01T09:00'),
    closes: { wallClock: '2027-03-30T17:00', instant: new Date('2027-03-30T16:00:00Z') },
  });
  // half past midnight in London is the day before in UTC
  expect(roundStanding(spring, false, new Date('2027-03-28T23:30:00Z'))).toMatchObject({ daysLeft: 1 });
  expect(roundStanding(spring, false, new Date('2027-03-27T23:30:00Z'))).toMatchObject({ daysLeft: 3 });
});
