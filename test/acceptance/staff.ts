import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Applicant } from './applicant.ts';
import type { Typed } from './browser.ts';
import { endorserWith } from './endorser.ts';
import type { Service } from './service.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Somebody of the helpdesk, who works by `npm run cases`. */
export class Staff {
  readonly #service: Service;
  readonly #name: string;

  constructor(service: Service, name = 'Sam Desk') {
    this.#service = service;
    this.#name = name;
  }

  /** Does one thing, and lets what follows from it come to rest. Gives the outcome's word. */
  async does(...words: string[]): Promise<string> {
    const printed = await this.#cases(...words, '--as', this.#name);
    await this.#service.clock.settle();
    return printed.trimEnd().split('\n').at(-1) ?? '';
  }

  /** Tries what is refused. Gives the sentence that says why. */
  async isRefused(...words: string[]): Promise<string> {
    return this.does(...words).then(
      (word) => Promise.reject(new Error(`${words.join(' ')} was not refused: ${word}`)),
      ({ code, stderr }: { code?: unknown; stderr?: string }) => {
        if (code !== 1 || !stderr?.startsWith('refused')) throw new Error(`${words.join(' ')}: ${stderr}`);
        return stderr.trimEnd();
      },
    );
  }

  /** A case as staff see it once it has come to rest, with what people wrote. */
  async sees(reference: string): Promise<string> {
    await this.#service.clock.settle();
    return this.#cases('show', reference, '--texts');
  }

  async #cases(...words: string[]): Promise<string> {
    const file = `${ROOT}commands/cases.ts`;
    const { stdout } = await run(process.execPath, [file, ...words, '--home', this.#service.localUrl], { cwd: ROOT });
    return stdout;
  }
}

/** An application that both endorsers have endorsed: it waits for its decision. */
export async function endorsedApplication(service: Service, round: string, answers: Typed = {}) {
  const applicant = new Applicant(service);
  const reference = await applicant.apply(round, answers);
  await everybodyEndorses(service, reference);
  return { applicant, reference };
}

export async function everybodyEndorses(service: Service, reference: string): Promise<void> {
  for (const asked of await service.mail.list({ reference, template: 'endorsement-asked' })) {
    await endorserWith(service, asked).endorse();
  }
  await service.clock.settle();
}
