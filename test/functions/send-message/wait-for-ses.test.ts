import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { waitingFor } from '../../../functions/send-message/wait-for-ses.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('waits no more once there is no time to ask again, also where the date stands still', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const wait = waitingFor(20);
  await setTimeout(30);
  expect(await wait()).toBe(false);
});
