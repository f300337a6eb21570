import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LongQueues } from '../../../functions/helpdesk/long-queues.ts';
import type { Records } from '../../../functions/store/records.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** How long a list is by each of three looks: two together, and one ten seconds later. It is longer each time it is read. */
async function lengths(cases: number): Promise<number[]> {
  let reads = 0;
  const records = {
    async *query({ ExpressionAttributeValues: values }: { ExpressionAttributeValues: Record<string, string> }) {
      if (!values[':shard']?.endsWith('#0')) return;
      const more = reads++;
      for (let n = 0; n < cases + more; n++)
        yield { pk: `CASE#${n}`, sk: 'CASE', queueSk: '2027-01-15T10:00:00.000Z#1' };
    },
  };
  const long = new LongQueues(records as unknown as Records);
  const look = async () => (await long.read(['north-hub'], 'decision')).length;
  const looks = [await look(), await look()];
  vi.advanceTimersByTime(10_000);
  return [...looks, await look()];
}

it('counts what waits as it is, and a long list as it was some seconds ago', async () => {
  expect(await lengths(990)).toEqual([990, 991, 992]);
  expect(await lengths(1000)).toEqual([1000, 1000, 1001]);
});
