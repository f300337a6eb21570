import { REAL_TIME } from './messages.ts';

const ComputersDate = Date;

/** The computer's time in milliseconds, whatever the home's clock says. */
export const computersNow = Date.now;

/**
 * Makes `Date.now()`, `new Date()` and `Date()` of this thread tell the home's instant. Timers stay real, since the
 * home holds simulated time still while a function runs.
 */
export function followHomeClock(instant: BigInt64Array): void {
  const now = () => {
    const shared = Atomics.load(instant, 0);
    return shared === REAL_TIME ? computersNow() : Number(shared);
  };
  const HomesDate = new Proxy(ComputersDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new ComputersDate(now()).toString(),
  });
  ComputersDate.now = now;
  ComputersDate.prototype.constructor = HomesDate;
  globalThis.Date = HomesDate;
}
