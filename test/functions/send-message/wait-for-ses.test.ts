import { expect, it } from 'vitest';
import { waitingUntil } from '../../../functions/send-message/wait-for-ses.ts';

it('waits no more once there is no time to ask again', async () => {
  expect(await waitingUntil(1000, () => 1000)()).toBe(false);
  expect(await waitingUntil(1000, () => 2000)()).toBe(false);
});
