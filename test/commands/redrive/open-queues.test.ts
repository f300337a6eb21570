import { expect, it, vi } from 'vitest';
import { openQueues } from '../../../commands/redrive/open-queues.ts';
import { runHome, THERE } from '../stand-in-home.ts';

it('looks for letters at the home whose rows it would act on, on whatever port that stands', async () => {
  const { url, asked, end } = await runHome();
  vi.stubEnv('LOCAL_URL', undefined);
  vi.stubEnv('LOCAL_PORT', new URL(url).port);
  const { queues, redoing, close } = await openQueues({}, new Date('2026-11-22T09:00:00Z'));
  expect(queues).toEqual([]);
  expect(redoing.now).toEqual(new Date(THERE));
  expect(asked.at(-1)).toMatch(/^\/sqs/);
  await close();
  end();
});
