import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HomeProcess } from '../acceptance/home-process.ts';
import type { Figure } from './figure.ts';

/** How long it takes from starting a home, on a new data folder, to its first page. */
export async function measure(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const time of ['first', 'second']) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
    const begun = performance.now();
    const home = await HomeProcess.start(folder);
    try {
      const page = await fetch(`${home.health.urls.public}/apply`);
      if (!page.ok) throw new Error(`the first page is ${page.status}`);
      await page.text();
      const seconds = Math.round((performance.now() - begun) / 100) / 10;
      figures.push({ name: `start to first page, ${time} time`, value: seconds, unit: 's', budget: '10' });
    } finally {
      await home.end();
      await rm(folder, { recursive: true });
    }
  }
  return figures;
}
