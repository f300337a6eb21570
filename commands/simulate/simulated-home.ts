import * as z from 'zod';
import type { Desk } from '../../functions/acts/desk.ts';
import { openDesk } from '../cases/open-desk.ts';
import { openTarget, type Target } from '../target.ts';

const clock = z.object({ mode: z.string(), now: z.iso.datetime() });
const mailbox = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      key: z.string().nullable(),
      template: z.string().nullable(),
      reference: z.string().nullable(),
      to: z.array(z.string()),
      sentAt: z.iso.datetime(),
    }),
  ),
});

/** A mail as its recipient finds it. */
export interface ArrivedMail {
  readonly template: string;
  readonly reference: string;
  /** What the message is about: `governing-body-1`. */
  readonly subject: string;
  readonly to: string;
  readonly sentAt: Date;
}

/** The home's own door does not do what was asked of it. */
export class HomeRefusedError extends Error {
  override readonly name = 'HomeRefusedError';
}

/** A home whose clock we move: everything in it runs for real, and nothing happens while we do not look. */
export class SimulatedHome {
  readonly target: Target;
  readonly #url: string;
  readonly #desk: Omit<Desk, 'at'>;
  readonly #close: () => Promise<void>;
  #now: Date;
  /** The newest mail that was read. */
  #lastMail: string | undefined;

  private constructor(url: string, target: Target, desk: Omit<Desk, 'at'>, close: () => Promise<void>) {
    this.#url = url;
    this.target = target;
    this.#desk = desk;
    this.#close = close;
    this.#now = target.now;
  }

  static async connect(url: string): Promise<SimulatedHome> {
    const target = await openTarget({ home: url }, new Date(0));
    const { desk, close } = await openDesk({ home: url }, target.now);
    return new SimulatedHome(url, target, desk, async () => {
      await close();
      await target.close();
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** The instant of the last move. */
  get now(): Date {
    return this.#now;
  }

  /** The desk at which people act now. */
  get desk(): Desk {
    return { ...this.#desk, at: this.#now };
  }

  /** Lets time pass, and with it whatever falls due on the way; resolves when the home is quiet. */
  async moveTo(instant: Date): Promise<void> {
    this.#now = new Date((await this.#setClock({ to: instant.toISOString() })).now);
  }

  /** @throws HomeRefusedError when `real` would go back */
  async setMode(mode: 'manual' | 'real'): Promise<void> {
    this.#now = new Date((await this.#setClock({ mode })).now);
  }

  /** Mails that have come since this was asked last, the oldest first. */
  async newMails(): Promise<ArrivedMail[]> {
    const url = new URL('/mailbox.json?texts=no', this.#url);
    if (this.#lastMail !== undefined) url.searchParams.set('after', this.#lastMail);
    const { messages } = await this.#ask(url, {}, mailbox);
    this.#lastMail = messages.at(-1)?.id ?? this.#lastMail;
    return messages.flatMap(({ key, template, reference, to: [to], sentAt }) =>
      key && template && reference && to
        ? [{ template, reference, subject: key.split('_')[2] ?? '', to, sentAt: new Date(sentAt) }]
        : [],
    );
  }

  /** What the home has counted since it started. */
  usage<Usage>(schema: z.ZodType<Usage>): Promise<Usage> {
    return this.#ask(new URL('/recording', this.#url), {}, schema);
  }

  #setClock(change: object): Promise<z.infer<typeof clock>> {
    const body = JSON.stringify(change);
    return this.#ask(new URL('/clock', this.#url), { method: 'POST', body }, clock);
  }

  async #ask<Answer>(url: URL, request: RequestInit, schema: z.ZodType<Answer>): Promise<Answer> {
    const response = await fetch(url, { ...request, headers: { accept: 'application/json' } });
    if (!response.ok) throw new HomeRefusedError(`${url.pathname}: ${(await response.text()).trim()}`);
    return schema.parse(await response.json());
  }
}
