import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closeDrafts } from './closing-drafts.ts';

it('tells each holder once that they have not applied, when the home is killed while it closes drafts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'closing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { faults, figures } = await closeDrafts({ folder, drafts: 60, killAt: [0.2] });
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ drafts: 60, kills: 1 });
}, 240_000);
