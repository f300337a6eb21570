import type { Records, Write } from '../../../functions/store/records.ts';

/** The process ended here. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** The same records, for a process that ends just before or just after its n-th transaction. */
export const crashingRecords = (records: Records, when: 'before' | 'after', transaction: number): Records =>
  unruly(records, async (count, write) => {
    if (count === transaction && when === 'before') throw new Crash();
    await write();
    if (count === transaction) throw new Crash();
  });

/** The same records, for a process whose first write is done, is not answered, and is done again by the SDK. */
export const repeatingRecords = (records: Records): Records =>
  unruly(records, async (count, write) => {
    await write();
    if (count === 1) await write();
  });

/** @param unruled what becomes of each write, by its number */
function unruly(records: Records, unruled: (count: number, write: () => Promise<void>) => Promise<void>): Records {
  let count = 0;
  return new Proxy(records, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'transact') return value.bind(target);
      return (writes: readonly Write[]) => unruled(++count, () => target.transact(writes));
    },
  });
}
