import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { torture } from './torture.ts';

test('after 20 kills every execution has ended once and as it would have ended undisturbed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'torture-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { faults, figures } = await torture({ kills: 20, executions: 12, seed: 1, folder });
  expect(faults).toEqual([]);
  expect(figures.executions).toBeGreaterThanOrEqual(12);
}, 180_000);
