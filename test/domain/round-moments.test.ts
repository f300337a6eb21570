import { describe, expect, it } from 'vitest';
import { printInstant } from '../../domain/london-time.ts';
import { reminderHelps, roundEvents } from '../../domain/round-moments.ts';
import { TIMING } from '../../programmes/house-rules.ts';
import { aRound, moment } from './a-round.ts';

const events = (round = aRound()) => roundEvents(round, TIMING).map(({ id, at }) => `${id}: ${printInstant(at)}`);

describe('what a round does by itself', () => {
  it('is in order of time, with reminders before closing and the end of drafts after the grace', () => {
    expect(events()).toEqual([
      'open: Monday 11 January 2027 at 9am (UK time)',
      'two-weeks-left: Friday 12 February 2027 at 5pm (UK time)',
      'one-week-left: Friday 19 February 2027 at 5pm (UK time)',
      'two-days-left: Wednesday 24 February 2027 at 5pm (UK time)',
      'closing-day: Friday 26 February 2027 at 9am (UK time)',
      'close: Friday 26 February 2027 at 5pm (UK time)',
      'close-drafts: Friday 26 February 2027 at 5:15pm (UK time)',
      'endorsements-due: Friday 9 April 2027 at 5pm (UK time)',
      'decisions-due: Friday 14 May 2027 at 5pm (UK time)',
    ]);
  });

  it('keeps the hour of reminders across a change of clocks', () => {
    const round = aRound({ closes: moment('2027-04-02T17:00') });
    expect(events(round)).toContain('one-week-left: Friday 26 March 2027 at 5pm (UK time)');
    expect(events(round)).toContain('two-days-left: Wednesday 31 March 2027 at 5pm (UK time)');
  });

  it('leaves out reminders from before the opening', () => {
    const round = aRound({ opens: moment('2027-02-17T09:00') });
    expect(events(round).join()).not.toContain('two-weeks-left');
    expect(events(round).join()).toContain('one-week-left');
  });

  it('tells at once of a closing that was brought forward, and reminds only of what comes after that', () => {
    const closedEarly = { at: new Date('2027-02-08T10:00Z'), reason: 'The money is spent.' };
    expect(events(aRound({ closes: moment('2027-02-12T17:00'), closedEarly })).slice(0, 6)).toEqual([
      'open: Monday 11 January 2027 at 9am (UK time)',
      'close-early: Monday 8 February 2027 at 10am (UK time)',
      'close-early-list: Monday 8 February 2027 at 10am (UK time)',
      'two-days-left: Wednesday 10 February 2027 at 5pm (UK time)',
      'closing-day: Friday 12 February 2027 at 9am (UK time)',
      'close: Friday 12 February 2027 at 5pm (UK time)',
    ]);
  });

  it('tells nobody of an early closing once the round is open again, and of the end of a second opening as of the first', () => {
    const reopened = { from: moment('2027-03-02T09:00'), until: moment('2027-03-05T17:00') };
    const early = (at: string) =>
      events(aRound({ reopened, closedEarly: { at: new Date(at), reason: 'The money is spent.' } })).filter((event) =>
        event.startsWith('close-early'),
      );
    expect(early('2027-02-26T10:00Z')).toEqual([]);
    expect(early('2027-03-04T10:00Z')).toEqual([
      'close-early: Thursday 4 March 2027 at 10am (UK time)',
      'close-early-list: Thursday 4 March 2027 at 10am (UK time)',
    ]);
  });

  it('tells of a second opening at once, and reminds before its end as before the first', () => {
    const reopened = { from: moment('2027-03-02T09:00'), until: moment('2027-03-12T17:00') };
    expect(events(aRound({ reopened })).filter((event) => /reopen|again|-2:/.test(event))).toEqual([
      'reopen: Tuesday 2 March 2027 at 9am (UK time)',
      'reopen-list: Tuesday 2 March 2027 at 9am (UK time)',
      'one-week-left-2: Friday 5 March 2027 at 5pm (UK time)',
      'two-days-left-2: Wednesday 10 March 2027 at 5pm (UK time)',
      'closing-day-2: Friday 12 March 2027 at 9am (UK time)',
      'close-again: Friday 12 March 2027 at 5pm (UK time)',
      'close-drafts-again: Friday 12 March 2027 at 5:15pm (UK time)',
    ]);
    expect(
      reminderHelps({ at: new Date('2027-03-10T17:00Z') }, aRound({ reopened }), new Date('2027-03-10T18:00Z')),
    ).toBe(true);
  });

  it('leaves out no reminder whose hour the clocks skip', () => {
    const round = aRound({ closes: moment('2027-04-04T01:30') });
    expect(events(round)).toContain('one-week-left: Sunday 28 March 2027 at 2:30am (UK time)');
  });
});
