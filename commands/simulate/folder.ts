import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** The folder holds a round of people who exist, as far as we know. */
export class ForeignFolderError extends Error {
  override readonly name = 'ForeignFolderError';
}

const simulated = z.object({ rounds: z.array(z.string()) });

/** The data folder of a simulation. It notes in `simulation.json` which rounds are simulated. */
export class SimulationFolder {
  readonly path: string;
  /** Whether a home has lived in it before. */
  readonly isNew: boolean;

  private constructor(path: string) {
    this.path = path;
    this.isNew = !existsSync(join(path, 'version'));
  }

  /** @param keep the folder to work in; else a temporary one, which goes with this process, also when that is stopped */
  static async open(keep: string | undefined): Promise<SimulationFolder> {
    if (keep !== undefined) return new SimulationFolder(resolve(keep));
    const path = await mkdtemp(join(tmpdir(), 'simulation-'));
    process.once('exit', () => rmSync(path, { recursive: true, force: true }));
    return new SimulationFolder(path);
  }

  /**
   * @param rounds that the folder holds
   * @throws ForeignFolderError when one was not made here
   */
  async requireOwn(rounds: readonly string[]): Promise<void> {
    const own = await this.#rounds();
    const foreign = rounds.filter((round) => !own.includes(round));
    if (foreign.length === 0) return;
    throw new ForeignFolderError(
      `${this.path} holds a round that no simulation made (${foreign.join(', ')}): name another folder`,
    );
  }

  /** Notes a round before it is made, so that one that is cut off is known too. */
  async note(round: string): Promise<void> {
    await this.write('simulation.json', { rounds: [...(await this.#rounds()), round] });
  }

  async write(name: string, content: object): Promise<void> {
    const file = join(this.path, name);
    await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
    await rename(`${file}.new`, file);
  }

  async #rounds(): Promise<string[]> {
    const file = join(this.path, 'simulation.json');
    return existsSync(file) ? simulated.parse(JSON.parse(await readFile(file, 'utf8'))).rounds : [];
  }
}
