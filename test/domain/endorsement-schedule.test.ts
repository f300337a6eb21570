import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndorsementState } from '../../domain/endorsement.ts';
import { endorsementDue, endorsementSchedule, mayRemind } from '../../domain/endorsement-schedule.ts';
import { LLE_2014 } from '../../programmes/lle.ts';

const RULES = LLE_2014.endorsements;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ASKED = new Date('2027-01-04T09:00:00Z');
const onDay = (days: number) => new Date(ASKED.getTime() + days * DAY);
const request = (state: EndorsementState, dueDays: number, done: string[] = []) => ({
  state,
  requestedAt: ASKED,
  dueAt: onDay(dueDays),
  done,
});

const inWords = (dueDays: number) =>
  endorsementSchedule(RULES, request('requested', dueDays)).map((due) => {
    const day = (due.at.getTime() - ASKED.getTime()) / DAY;
    return `${day}: ${due.do === 'lapse' ? 'lapse' : due.occurrence}`;
  });

describe('the schedule of a request', () => {
  it('chases after 7, 14 and 28 days and 48 hours before the end, and tells the applicant after 9, 16 and 30', () => {
    expect(inWords(35)).toEqual([
      '7: first-chaser',
      '9: first-note',
      '14: second-chaser',
      '16: second-note',
      '28: third-chaser',
      '30: third-note',
      '33: last-call-2027-02-08',
      '35: lapse',
    ]);
  });

  it('leaves out the chasers that the last call overtakes', () => {
    expect(inWords(15)).toEqual(['7: first-chaser', '9: first-note', '13: last-call-2027-01-19', '15: lapse']);
  });

  it('tells nobody anything at the very end but that it is the end', () => {
    expect(inWords(30).filter((line) => line.startsWith('30'))).toEqual(['30: lapse']);
  });

  it('has nothing but the end when the time is shorter than any chaser', () => {
    expect(inWords(1)).toEqual(['1: lapse']);
  });

  it('calls a last time again after an extension', () => {
    const done = ['first-chaser', 'first-note', 'last-call-2027-01-19'];
    const { act, next } = endorsementDue(RULES, request('requested', 30, done), onDay(13.5));
    expect(act).toEqual([]);
    expect(next).toEqual(onDay(14));
    const schedule = endorsementSchedule(RULES, request('requested', 30)).flatMap((due) =>
      due.do === 'lapse' ? [] : [due.occurrence],
    );
    expect(schedule).toContain('last-call-2027-02-03');
  });
});

describe('what is due on a request', () => {
  it('is nothing before its hour, and the chaser at it', () => {
    const before = endorsementDue(RULES, request('requested', 35), new Date(onDay(7).getTime() - 1));
    expect(before).toEqual({ act: [], skip: [], next: onDay(7) });
    const then = endorsementDue(RULES, request('requested', 35), onDay(7));
    expect(then.act).toMatchObject([{ do: 'chase-endorser', occurrence: 'first-chaser' }]);
    expect(then.next).toEqual(onDay(9));
  });

  it('is only the latest chaser and note after a long silence of the service', () => {
    const { act, skip } = endorsementDue(RULES, request('requested', 35), onDay(31));
    expect(act).toMatchObject([{ occurrence: 'third-chaser' }, { occurrence: 'third-note' }]);
    expect(skip).toEqual(['first-chaser', 'first-note', 'second-chaser', 'second-note']);
  });

  it('is the end once the date has passed, and no chaser with it', () => {
    expect(endorsementDue(RULES, request('requested', 35), onDay(35))).toEqual({
      act: [{ do: 'lapse', at: onDay(35) }],
      skip: [],
      next: undefined,
    });
  });

  it('spares an endorser who has declined, and goes on telling the applicant', () => {
    expect(endorsementDue(RULES, request('declined', 35), onDay(10)).act).toMatchObject([
      { do: 'tell-applicant', occurrence: 'first-note' },
    ]);
  });

  it.each(['given', 'cancelled', 'lapsed'] as const)('is nothing for a request that is %s', (state) => {
    expect(endorsementDue(RULES, request(state, 35), onDay(40))).toEqual({ act: [], skip: [], next: undefined });
  });

  it('reaches everybody once, in order and before the end, however rarely and late one looks', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 40 * 24 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), looks, (dueDays, hours) => {
        const done: string[] = [];
        let ended = false;
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = new Date(ASKED.getTime() + hour * HOUR);
          const { act, skip } = endorsementDue(RULES, request(ended ? 'lapsed' : 'requested', dueDays, done), now);
          done.push(...skip);
          for (const due of act) {
            expect(due.at <= now).toBe(true);
            if (due.do === 'lapse') ended = true;
            else {
              expect(now < onDay(dueDays)).toBe(true);
              done.push(due.occurrence);
            }
          }
        }
        expect(new Set(done).size).toBe(done.length);
      }),
    );
  });
});

describe('a reminder that the applicant asks for', () => {
  const due = onDay(35);

  it('may be sent 48 hours after the last mail, and not a moment before', () => {
    const last = onDay(3);
    expect(mayRemind({ state: 'requested', dueAt: due }, last, new Date(onDay(5).getTime() - 1))).toEqual({
      word: 'too-soon',
      from: onDay(5),
    });
    expect(mayRemind({ state: 'started', dueAt: due }, last, onDay(5))).toEqual({ word: 'may-remind' });
  });

  it('has no sense when it is not the endorser’s turn, or too late', () => {
    expect(mayRemind({ state: 'declined', dueAt: due }, ASKED, onDay(9))).toEqual({ word: 'not-waiting' });
    expect(mayRemind({ state: 'requested', dueAt: due }, ASKED, due)).toEqual({ word: 'past-due' });
  });
});
