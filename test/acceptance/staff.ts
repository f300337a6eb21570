import { refusalSentence } from '../../commands/cases/refusal.ts';
import { runCases } from '../../commands/cases/run.ts';
import { Applicant } from './applicant.ts';
import type { Typed } from './browser.ts';
import { endorserWith } from './endorser.ts';
import type { Service } from './service.ts';

/** Somebody of the helpdesk, who works by `npm run cases`, but for a process of its own for each act. */
export class Staff {
  readonly #service: Service;
  readonly #name: string;

  constructor(service: Service, name = 'Sam Desk') {
    this.#service = service;
    this.#name = name;
  }

  /** Does one thing, and lets what follows from it come to rest. Gives the outcome's word. */
  async does(...words: string[]): Promise<string> {
    const lines = await this.#cases(...words, '--as', this.#name);
    await this.#service.clock.settle();
    return lines.at(-1) ?? '';
  }

  /** Tries what is refused. Gives the sentence that says why. */
  async isRefused(...words: string[]): Promise<string> {
    return this.does(...words).then(
      (word) => Promise.reject(new Error(`${words.join(' ')} was not refused: ${word}`)),
      (error: unknown) => {
        const sentence = refusalSentence(error);
        if (!sentence?.startsWith('refused')) throw error;
        return sentence;
      },
    );
  }

  /** A case as staff see it once it has come to rest, with what people wrote. */
  async sees(reference: string): Promise<string> {
    await this.#service.clock.settle();
    const lines = await this.#cases('show', reference, '--texts');
    return `${lines.join('\n')}\n`;
  }

  #cases(...words: string[]): Promise<readonly string[]> {
    return runCases([...words, '--home', this.#service.localUrl]);
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
