import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Random } from '../torture/random.ts';
import { mixed } from './unruly-stream.ts';

it('mixes rows, loses none, and keeps the changes of each row in their order', () => {
  const changes = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 25 });
  fc.assert(
    fc.property(changes, fc.integer(), (rows, seed) => {
      const records = rows.map((row, at) => ({ dynamodb: { Keys: row, SequenceNumber: String(at) } }));
      const order = mixed(records, new Random(seed));
      for (const row of ['a', 'b', 'c']) {
        const of = (all: typeof records) => all.filter(({ dynamodb }) => dynamodb.Keys === row);
        expect(of(order)).toEqual(of(records));
      }
      expect(order).toHaveLength(records.length);
    }),
  );
});
