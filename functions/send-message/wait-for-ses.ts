import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/**
 * Waits one to three seconds at a time, by chance, so that many senders do not come back at one instant.
 *
 * @param until milliseconds since 1970; after that it waits no more and answers false
 */
export const waitingUntil = (until: number, now: () => number) => async (): Promise<boolean> => {
  if (now() >= until) return false;
  await setTimeout(randomInt(1000, 3000));
  return true;
};
