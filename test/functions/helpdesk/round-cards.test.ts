import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { APPLICATION_STATES } from '../../../domain/application.ts';
import { RoundCards } from '../../../functions/helpdesk/round-cards.ts';
import { shardsOf } from '../../../functions/store/keys.ts';
import type { Records } from '../../../functions/store/records.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const SHARDS = shardsOf('ROUND#r', 'byRound').length;

/** How many queries it takes to look at a round, and to look again when what was read is no longer fresh. */
async function queriesOf(cases: number): Promise<[number, number]> {
  let queries = 0;
  const records = {
    async *query() {
      if (queries++ > 0) return;
      for (let n = 0; n < cases; n++) yield { pk: `CASE#${n}`, roundSk: 'draft#2027-01-15T10:00:00.000Z', card: {} };
    },
  };
  const cards = new RoundCards(records as unknown as Records);
  await cards.of('r');
  const first = queries;
  vi.advanceTimersByTime(10_000);
  await cards.of('r');
  return [first, queries - first];
}

it('reads a small round whole again, and asks only for what moved in a large one', async () => {
  expect(await queriesOf(0)).toEqual([SHARDS, SHARDS]);
  expect(await queriesOf(1999)).toEqual([SHARDS, SHARDS]);
  expect(await queriesOf(2000)).toEqual([SHARDS, SHARDS * APPLICATION_STATES.length]);
});
