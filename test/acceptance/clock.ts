import * as z from 'zod';

const state = z.object({ mode: z.string(), now: z.iso.datetime() });

/** The clock of the home, which scenarios move by hand. Each call ends once the home is quiet. */
export class HomeClock {
  readonly #url: string;

  constructor(localUrl: string) {
    this.#url = `${localUrl}/clock`;
  }

  async now(): Promise<Date> {
    const response = await fetch(this.#url, { headers: { accept: 'application/json' } });
    return new Date(state.parse(await response.json()).now);
  }

  /** @param duration ISO 8601, days to seconds: `P7D`, `PT15M` */
  moveBy(duration: string): Promise<void> {
    return this.#ask({ by: duration });
  }

  moveTo(instant: Date): Promise<void> {
    return this.#ask({ to: instant.toISOString() });
  }

  /** Lets everything that was set going come to rest, without time passing. */
  settle(): Promise<void> {
    return this.#ask({});
  }

  async #ask(asked: { by?: string; to?: string }): Promise<void> {
    const response = await fetch(this.#url, { method: 'POST', body: JSON.stringify(asked) });
    if (!response.ok) throw new Error(`POST /clock ${JSON.stringify(asked)}: ${await response.text()}`);
    const { mode } = state.parse(await response.json());
    if (mode !== 'manual') throw new Error(`the home's clock must be manual for scenarios, it is ${mode}`);
  }
}
