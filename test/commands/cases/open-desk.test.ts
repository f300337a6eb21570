import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { openDesk } from '../../../commands/cases/open-desk.ts';
import { runHome, THERE } from '../stand-in-home.ts';

const NOW = new Date('2026-11-22T09:00:00Z');

it('acts at the instant of the home, and wakes the workflows there', async () => {
  const { url, asked, end } = await runHome();
  const { desk, close } = await openDesk({ home: url }, NOW);
  expect(desk.at).toEqual(new Date(THERE));
  await desk.workflows.send(new SendTaskSuccessCommand({ taskToken: 'token', output: '{}' }));
  expect(asked.at(-1)).toMatch(/^\/states/);
  await close();
  end();
});

it('acts at the computer’s instant on a table of AWS', async () => {
  const { desk, close } = await openDesk({ table: 'Records' }, NOW);
  expect(desk.at).toEqual(NOW);
  await close();
});

it('refuses where no home of this version answers, and starts none', async () => {
  const { url, end } = await runHome(() => ({ aws: {} }));
  await expect(openDesk({ home: url }, NOW)).rejects.toThrow(`what answers at ${url} is not a home of this version`);
  end();
  await expect(openDesk({ home: url }, NOW)).rejects.toThrow(`no home answers at ${url}`);
});
