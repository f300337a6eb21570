import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataPaths } from './data/data-folder.ts';
import type { HomeOptions } from './home-options.ts';

/** A process of its own, because the home knows nothing of the service that runs in it. */
const DEMONSTRATE = fileURLToPath(new URL('../commands/demonstrate.ts', import.meta.url));
const DAY = 86_400_000;
/** The first demonstration round opened 49 days ago; a day to make it in. */
const DAYS_AGO = 50;

/** `under-way` stays when the home is killed meanwhile: what was made is kept, and nothing is made twice. */
type State = 'under-way' | 'done';

/**
 * The demonstration data of a data folder: made once, in a new one, after the first page can be served. Until it is
 * there, the home's clock stands in the past.
 */
export class Demonstration {
  readonly options: HomeOptions;
  /** Whether it is to be made. */
  readonly isDue: boolean;
  readonly #file: string;

  /** @param asked the options of the home as its operator gave them */
  constructor(asked: HomeOptions) {
    const { DATA_DIR, CLOCK, CLOCK_START, SMTP_URL, DYNAMODB_ENDPOINT, empty } = asked;
    this.#file = join(DATA_DIR, 'demonstration');
    const wasCutOff = this.#wasCutOff();
    const hasRounds = existsSync(join(DATA_DIR, 'simulation.json'));
    const isNew = !existsSync(dataPaths(DATA_DIR).versionFile) || (wasCutOff && !hasRounds);
    // a clock of one's own, a mail server or a table engine that is there already: that is no home to look around in
    const isOwn = [CLOCK, CLOCK_START, SMTP_URL, DYNAMODB_ENDPOINT].some((set) => set !== undefined);
    this.isDue = isNew && !empty && !isOwn;
    if (this.isDue) this.options = { ...asked, CLOCK: 'manual', CLOCK_START: Date.now() - DAYS_AGO * DAY };
    else this.options = wasCutOff && CLOCK === undefined ? { ...asked, CLOCK: 'real' } : asked;
  }

  /** Call it before the home is started: from here on its clock is not where it should stay. */
  begin(): void {
    if (!this.isDue) return;
    mkdirSync(this.options.DATA_DIR, { recursive: true });
    this.#note('under-way');
  }

  /**
   * Makes it, in a home that was started with the options.
   *
   * @param localUrl the home's own door
   * @returns whether all went well
   */
  async make(localUrl: string, signal: AbortSignal): Promise<boolean> {
    const args = [DEMONSTRATE, '--home', localUrl, '--folder', this.options.DATA_DIR];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const stop = () => child.kill();
    signal.addEventListener('abort', stop, { once: true });
    const well = await new Promise<boolean>((ended) => {
      child.once('error', () => ended(false));
      child.once('close', (code) => ended(code === 0));
    });
    signal.removeEventListener('abort', stop);
    if (well) this.#note('done');
    return well;
  }

  #wasCutOff(): boolean {
    return existsSync(this.#file) && readFileSync(this.#file, 'utf8').trim() === ('under-way' satisfies State);
  }

  #note(state: State): void {
    writeFileSync(this.#file, `${state}\n`);
  }
}
