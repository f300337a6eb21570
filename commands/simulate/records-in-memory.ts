import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { mkdtemp, symlink } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';

/** Where Linux has files that are kept in memory alone: https://man7.org/linux/man-pages/man7/shm_overview.7.html */
const MEMORY = '/dev/shm';
const MEGABYTE = 2 ** 20;

/** The engine's file takes some 90 KB for each application. */
const RECORDS_OF_AN_APPLICATION = 100_000;
/** Others need memory too. */
const SHARE_OF_WHAT_IS_FREE = 1 / 4;

/** `simulation-<process>-<chance>` */
const NAME = /^simulation-(\d+)-/;

/**
 * The records of a simulation that nobody keeps: in memory, where there is room. The engine waits at each of a hundred
 * thousand commits until it is on the disk, and has no setting for it: in memory a round takes a seventh less time.
 */
export class RecordsInMemory {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    // also when the command is stopped; what one that was killed left is forgotten by the next
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }

  /**
   * Has a new data folder keep its records in memory.
   *
   * @param memory a folder whose files are in memory
   * @returns undefined when there is no room, or no such folder: then they are kept as always
   */
  static async of(path: string, applications: number, memory = MEMORY): Promise<RecordsInMemory | undefined> {
    if (!existsSync(memory)) return undefined;
    forgetLeftovers(memory);
    if (roomIn(memory) * SHARE_OF_WHAT_IS_FREE < applications * RECORDS_OF_AN_APPLICATION) return undefined;
    const folder = await mkdtemp(join(memory, `simulation-${pid}-`));
    await symlink(join(folder, 'records.sqlite'), join(path, 'records.sqlite'));
    return new RecordsInMemory(folder);
  }

  /** How much they take now. */
  get megabytes(): number {
    const files = readdirSync(this.#folder).map((name) => statSync(join(this.#folder, name)).size);
    return files.reduce((sum, size) => sum + size, 0) / MEGABYTE;
  }
}

/** In bytes: what the folder may still take, and the computer has. */
function roomIn(memory: string): number {
  const { bavail, bsize } = statfsSync(memory);
  return Math.min(bavail * bsize, freemem());
}

function forgetLeftovers(memory: string): void {
  for (const name of readdirSync(memory)) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(memory, name), { recursive: true, force: true });
  }
}

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // somebody else's: it runs, and is not ours to look at
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
