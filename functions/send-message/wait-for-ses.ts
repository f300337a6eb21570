import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/**
 * Waits one to three seconds at a time, by chance, so that many senders do not come back at one instant.
 *
 * @param limitMs of real time, from now on: the date may stand still or jump. After that it waits no more and answers false
 */
export function waitingFor(limitMs: number): () => Promise<boolean> {
  const until = performance.now() + limitMs;
  return async () => {
    if (performance.now() >= until) return false;
    await setTimeout(randomInt(1000, 3000));
    return true;
  };
}
