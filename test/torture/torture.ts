import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { calls } from './answers.ts';
import { HomeProcess } from './home-process.ts';
import { Random } from './random.ts';
import { faults } from './verdict.ts';
import { type Errand, errand } from './workflow.ts';
import { World } from './world.ts';

export interface TortureOptions {
  readonly kills: number;
  /** How many executions are in flight at every kill. */
  readonly executions: number;
  readonly seed: number;
  /** Where the homes keep their data. */
  readonly folder: string;
  readonly onKill?: (kill: number) => void;
}

export interface TortureResult {
  /** What went wrong, by execution. */
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Every so many kills one hits a home that is still starting. */
const KILL_WHILE_STARTING = 5;
const LONGEST_LIFE_MS = 400;
/** Real time in which all must have ended after the last kill: an execution takes about ten seconds. */
const LONGEST_END_MS = 120_000;

/**
 * Runs the same executions in two homes, one undisturbed and one whose process is killed at random instants, and
 * compares how they ended.
 */
export async function torture({ kills, executions, seed, folder, onKill }: TortureOptions): Promise<TortureResult> {
  const random = new Random(seed);
  const errands = new Map<string, Errand>();
  const [calm, tortured] = await Promise.all(
    ['calm', 'tortured'].map((name) => openWorld(join(folder, name), errands)),
  );
  if (!calm || !tortured) throw new Error('no home');
  const begun = Date.now();
  let killsLeft = kills;
  const attend = async () => {
    while (killsLeft > 0 || calm.inFlight > 0 || tortured.inFlight > 0) {
      while (killsLeft > 0 && tortured.inFlight < executions) {
        const next = errand(errands.size + 1, random);
        errands.set(next.name, next);
        await Promise.all([calm.begin(next), tortured.begin(next)]);
      }
      await Promise.all([calm.attend(), tortured.attend()]);
      await sleep(50);
    }
  };
  const destroy = async () => {
    for (; killsLeft > 0; killsLeft--) {
      if (killsLeft % KILL_WHILE_STARTING === 0) await sleep(random.below(LONGEST_LIFE_MS));
      else await tortured.home.ready.then(() => sleep(random.below(LONGEST_LIFE_MS)));
      await tortured.home.kill();
      onKill?.(kills - killsLeft + 1);
      tortured.home.start();
    }
  };
  try {
    const attending = attend();
    // asking after executions that never end fails once the homes are over; they are found by comparing
    attending.catch(() => {});
    await Promise.race([destroy(), attending]);
    await Promise.race([attending, sleep(LONGEST_END_MS)]);
    const found = await compareWorlds(errands, calm, tortured);
    const figures = {
      kills,
      executions: errands.size,
      'calls of functions, undisturbed': calls(calm.home.folder).length,
      'calls of functions, tortured': calls(tortured.home.folder).length,
      seconds: Math.round((Date.now() - begun) / 1000),
      faults: found.length,
    };
    return { faults: found, figures };
  } finally {
    await Promise.all([calm.home.end(), tortured.home.end()]);
  }
}

async function openWorld(folder: string, errands: ReadonlyMap<string, Errand>): Promise<World> {
  await mkdir(folder, { recursive: true });
  const world = new World(new HomeProcess(folder), errands);
  await world.open();
  return world;
}

async function compareWorlds(errands: ReadonlyMap<string, Errand>, calm: World, tortured: World): Promise<string[]> {
  const found = [...calm.faults.map((fault) => `undisturbed: ${fault}`), ...tortured.faults];
  const count = await tortured.count();
  if (count !== errands.size) found.push(`${errands.size} executions were begun, ${count} are there`);
  for (const name of errands.keys()) {
    const [got, expected] = await Promise.all([tortured.ending(name), calm.ending(name)]);
    found.push(...faults(got, expected).map((fault) => `${name}: ${fault}`));
  }
  return found;
}
