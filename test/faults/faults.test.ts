import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { endure, type Ordeal } from './endure.ts';
import { aPlan } from './fault-plan.ts';
import { JOURNEYS } from './journeys.ts';

/** What `npm run faults` does at length, in small. */
async function endured(ordeal: Omit<Ordeal, 'folder' | 'applicants'>) {
  const folder = await mkdtemp(join(tmpdir(), 'faults-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return endure({ folder, applicants: ordeal.journeys?.length ?? 0, rest: 'PT6H', ...ordeal });
}
const journeys = (...names: string[]) => JOURNEYS.filter(({ name }) => names.includes(name));

test('every case is where it would be, after all faults at once and the sudden end of the home', async () => {
  const { faults, figures } = await endured({
    plan: aPlan({ functions: 'fail-at-random', stream: 'unruly', wakes: 'are-lost', mail: 'falters' }),
    journeys: journeys('designated', 'endorser replaced', 'refused at the review', 'withdrawn from endorsers'),
    kills: 1,
  });
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ cases: 4, kills: 1 });
}, 300_000);

test('a home that sends mails twice, which none of ours does, would be found out', async () => {
  const { faults } = await endured({ plan: aPlan({ broken: 'mails-twice' }), journeys: journeys('ineligible') });
  expect(faults).toContainEqual(expect.stringContaining('was sent 2 times'));
}, 300_000);
