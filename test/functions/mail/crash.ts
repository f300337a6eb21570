import type { Records, Write } from '../../../functions/store/records.ts';

/** The process ended here. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** The same records, for a process that ends just before or just after its n-th transaction. */
export function crashingRecords(records: Records, when: 'before' | 'after', transaction: number): Records {
  let count = 0;
  return new Proxy(records, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'transact') return value.bind(target);
      return async (writes: readonly Write[]) => {
        count++;
        if (count === transaction && when === 'before') throw new Crash();
        await target.transact(writes);
        if (count === transaction) throw new Crash();
      };
    },
  });
}
