import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRound } from '../../commands/rounds/make-round.ts';
import { getGate, listRounds } from '../../functions/store/round-row.ts';
import { runTable, type TestTable } from '../functions/records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const NOW = new Date('2026-12-01T09:00:00Z');
const make = (changes: object) =>
  makeRound(table.records, { programme: 'lle', title: 'Spring 2027', opens: '2027-01-04T09:00', ...changes }, NOW);

it('makes a round with the usual times of its programme, and all copies of its gate', async () => {
  const { round, warnings } = await make({});
  expect([round.id, round.closes.wallClock, round.endorsementsDue.wallClock, round.decisionsDue.wallClock]).toEqual([
    'lle-2027-01-04',
    '2027-02-15T17:00',
    '2027-03-22T17:00',
    '2027-04-19T17:00',
  ]);
  expect(warnings).toEqual([]);
  for (let look = 0; look < 20; look++) {
    expect((await getGate(table.records, round.id)).gate.closes).toEqual(round.closes);
  }
  expect(await listRounds(table.records, 'lle')).toContainEqual(round);
});

it('takes rounds of teaching schools for programmes that they designate', async () => {
  const { round } = await make({ programme: 'sle', body: 'ts-1' });
  expect(round.id).toBe('sle-ts-1-2027-01-04');
});

it.each([
  [{ programme: 'nle' }, 'unknown-programme'],
  [{ body: 'ts-1' }, 'wrong-body'],
  [{ opens: '2030-01-04T00:00' }, 'midnight'],
  [{ opens: '2030-01-04T09:00', closes: '2030-01-05T09:00' }, 'too-soon: moment closes, after opens, leastDays 7'],
  [{ opens: '2020-01-06T09:00' }, 'already-past'],
])('refuses %j and says why', async (changes, why) => {
  await expect(make(changes)).rejects.toThrow(why);
});

it('refuses one that overlaps another of the same body', async () => {
  await make({ opens: '2028-01-04T09:00' });
  await expect(make({ opens: '2028-01-18T09:00' })).rejects.toThrow('overlaps: round lle-2028-01-04');
});
