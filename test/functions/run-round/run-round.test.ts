import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wallClock } from '../../../domain/london-time.ts';
import { makeReference } from '../../../domain/reference.ts';
import { type Moment, ROUND_STATES, type Round, statesByTime } from '../../../domain/round.ts';
import { graceEnd } from '../../../domain/round-gate.ts';
import { roundEvents } from '../../../domain/round-moments.ts';
import { knowPerson } from '../../../functions/acts/know-person.ts';
import { completeRound } from '../../../functions/acts/rounds/advance-round.ts';
import { closeEarly } from '../../../functions/acts/rounds/close-early.ts';
import { extendRound } from '../../../functions/acts/rounds/extend-round.ts';
import { startDraft } from '../../../functions/acts/start-draft.ts';
import { createRunRound } from '../../../functions/run-round/run-round.ts';
import { getCase, putCase } from '../../../functions/store/case-row.ts';
import { getRound, putRound } from '../../../functions/store/round-row.ts';
import { TIMING } from '../../../programmes/house-rules.ts';
import { aRound } from '../../domain/a-round.ts';
import { aDesk, STAFF } from '../an-application.ts';
import { messagesOf } from '../messages.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const moment = (ms: number): Moment => ({ wallClock: wallClock(new Date(ms)), instant: new Date(ms) });

/** Rounds of 2027 that open at some midday: across both changes of the clocks, or neither. */
const someRound = fc
  .record({ opens: fc.integer({ min: 0, max: 300 }), weeks: fc.integer({ min: 2, max: 8 }) })
  .map(({ opens, weeks }): Round => {
    const at = Date.parse('2027-01-04T12:00:00Z') + opens * DAY;
    const closes = at + weeks * 7 * DAY;
    const [endorsementsDue, decisionsDue] = [moment(closes + 36 * DAY), moment(closes + 70 * DAY)];
    const dates = { opens: moment(at), closes: moment(closes), endorsementsDue, decisionsDue };
    return aRound({ state: 'scheduled', ...dates });
  });

/** A schedule that fires, at its moment, early, late or once more; or the closing is put back or brought forward by some days. */
const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      fires: fc.nat(),
      off: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -2 * HOUR, max: 2 * HOUR }),
        fc.integer({ min: 0, max: 9 * DAY }),
      ),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ closesIn: fc.integer({ min: 0, max: 6 }), after: fc.integer({ min: 0, max: 20 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ extendsBy: fc.integer({ min: 1, max: 20 }), after: fc.integer({ min: 0, max: 20 }) }),
  },
);

const currentEvents = async (id: string) => roundEvents((await getRound(table.records, id)).round, TIMING);

it('does what is right now, once, whenever and however often its schedules fire', async () => {
  await fc.assert(
    fc.asyncProperty(someRound, fc.array(happening, { minLength: 4, maxLength: 14 }), async (round, happenings) => {
      const { records } = table;
      const id = randomUUID();
      await records.transact(putRound({ ...round, id, body: id }));
      let now = round.opens.instant.getTime() + HOUR;
      const at = () => new Date(now);
      const { workflows } = aDesk(records);
      const desk = () => ({ records, workflows, at: at() });
      const fire = (moment: string) => createRunRound({ records, workflows, now: at })({ round: id, moment });
      const person = await knowPerson(desk(), { email: `${randomUUID()}@school.example` });
      const { reference } = await startDraft(desk(), { round: id, person });

      const check = async () => {
        const { round: is } = await getRound(records, id);
        expect(statesByTime(is, at())).toEqual([]);
        const { state } = await getCase(records, reference);
        if (at() < graceEnd(is.closes.instant)) expect(state).toBe('draft');
      };
      for (const what of happenings) {
        if ('fires' in what) {
          const events = await currentEvents(id);
          const event = events[what.fires % events.length];
          if (!event) continue;
          // time never goes back
          now = Math.max(now, event.at.getTime() + what.off);
          for (let time = 0; time < what.times; time++) await fire(event.id);
          await check();
        } else {
          now += what.after * HOUR;
          const { closes } = (await getRound(records, id)).round;
          if (at() >= closes.instant) continue;
          if ('closesIn' in what) {
            const end = now + what.closesIn * DAY;
            if (end >= closes.instant.getTime()) continue;
            const early = what.closesIn === 0 ? {} : { closes: wallClock(new Date(end)) };
            await closeEarly(desk(), { round: id, ...early, by: STAFF, reason: 'The money is spent.' });
            continue;
          }
          const dates = { closes: wallClock(new Date(closes.instant.getTime() + what.extendsBy * DAY)) };
          await extendRound(desk(), { round: id, dates, by: STAFF, reason: 'A storm.' });
        }
      }
      // in the end everything has fired, late and twice
      now = Math.max(now, (await getRound(records, id)).round.decisionsDue.instant.getTime() + DAY);
      for (const { id: late } of [...(await currentEvents(id)), ...(await currentEvents(id))]) await fire(late);
      // one that could not be completed when its decisions were due is by the sweep
      await completeRound(desk(), id);
      const { round: over, done } = await getRound(records, id);
      expect(over.state).toBe('completed');
      for (const event of roundEvents(over, TIMING)) expect(done[event.id]).toBe(event.at.toISOString());
      expect((await getCase(records, reference)).state).toBe('not-submitted');
      const told = await messagesOf(records, reference);
      expect(told.filter((message) => message.startsWith('draft-not-submitted'))).toHaveLength(1);
      // for each closing at most one of each kind
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

it('leaves its pages when the event is moved between them: the change that moved it begins with the first', async () => {
  const { records } = table;
  const id = randomUUID();
  const opens = Date.parse('2027-01-11T09:00:00Z');
  const startedAt = new Date(opens + HOUR).toISOString();
  await records.transact(putRound(aRound({ id, body: id })));
  // more than a page
  const cases = Array.from({ length: 101 }, () => {
    const reference = makeReference('LLE', randomBytes(64));
    const card = { name: 'Robin Example', state: 'draft', since: startedAt } as const;
    const pins = { programme: 'lle', generation: 'LLE-2014', round: id, body: id } as const;
    const row = { kind: 'case', reference, ...pins, person: randomUUID(), state: 'draft', run: 1, startedAt } as const;
    return putCase({ ...row, card, version: 1 }, () => new Error('there already'));
  });
  await records.transact(cases.slice(0, 50));
  await records.transact(cases.slice(50));
  const [first, second] = [new Date(opens + DAY), new Date(opens + DAY + 1000)];
  const { workflows } = aDesk(records);
  const extend = (at: Date, closes: string) =>
    extendRound({ records, at }, { round: id, dates: { closes }, by: STAFF, reason: 'A storm.' });
  const page = (cursor?: string) =>
    createRunRound({ records, workflows, now: () => second })({
      round: id,
      moment: 'extend',
      ...(cursor !== undefined && { cursor }),
    });
  const cursorOf = async (from?: string) => {
    const said = await page(from);
    if (said.outcome !== 'more') throw new Error(said.outcome);
    return said.cursor;
  };

  await extend(first, '2027-03-05T17:00');
  const old = await cursorOf();
  await extend(second, '2027-03-12T17:00');
  expect(await page(old)).toEqual({ outcome: 'nothing' });
  expect((await getRound(records, id)).done).not.toHaveProperty('extend');
  expect(await page(await cursorOf())).toEqual({ outcome: 'done' });
  expect((await getRound(records, id)).done).toMatchObject({ extend: second.toISOString() });
});

it('knows every state that time can bring', () => {
  fc.assert(
    fc.property(
      someRound,
      fc.constantFrom(...ROUND_STATES),
      fc.integer({ min: -10, max: 200 }),
      (round, state, days) => {
        const now = new Date(round.opens.instant.getTime() + days * DAY);
        const states = statesByTime({ ...round, state }, now);
        const last = states.at(-1) ?? state;
        // there it rests
        expect(statesByTime({ ...round, state: last }, now)).toEqual([]);
        if (state === 'completed' || state === 'cancelled') expect(states).toEqual([]);
      },
    ),
  );
});
