import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HomeProcess } from '../acceptance/home-process.ts';
import type { Figure } from './figure.ts';

/**
 * How long it takes from starting a home, on a new data folder, to its first page. The first time the app is synthesised, as
 * in a fresh clone.
 */
export async function measure(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
  // a file that the app was never synthesised with
  const SETTINGS = join(folder, 'settings.json');
  await copyFile('settings.example.json', SETTINGS);
  const figures: Figure[] = [];
  try {
    for (const time of ['first', 'second']) {
      const value = await secondsToFirstPage(join(folder, time), { SETTINGS });
      figures.push({ name: `start to first page, ${time} time`, value, unit: 's', budget: '10' });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return figures;
}

async function secondsToFirstPage(dataFolder: string, settings: Readonly<Record<string, string>>): Promise<number> {
  const begun = performance.now();
  const home = await HomeProcess.start(dataFolder, settings);
  try {
    const page = await fetch(`${home.health.urls.public}/apply`);
    if (!page.ok) throw new Error(`the first page is ${page.status}`);
    await page.text();
    return Math.round((performance.now() - begun) / 100) / 10;
  } finally {
    await home.end();
  }
}
