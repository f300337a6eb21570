import type { DatabaseSync } from 'node:sqlite';
import { createTransport } from 'nodemailer';
import type { Clock } from '../clock/clock.ts';
import { DueWork } from '../clock/due-work.ts';
import type { Delivery, KeptMessage, Messages } from './messages.ts';

export interface RelayOptions {
  database: DatabaseSync;
  clock: Clock;
  messages: Messages;
  /** `smtp://user:password@host:587` or `smtps://…` */
  url: string;
  /** Writes down what the server said, each address once. */
  settle: (message: KeptMessage, results: readonly Delivery[]) => void;
  onError: (error: unknown) => void;
}

const FIRST_RETRY_PAUSE = 60_000;
const LONGEST_RETRY_PAUSE = 3_600_000;

/** What nodemailer reports of one refused recipient or of a failed message. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  recipient?: string;
  rejectedErrors?: SmtpError[];
}

/**
 * Hands kept messages to an SMTP server. A recipient whom the server refuses for good (5xx) has bounced; after anything
 * else (no connection, wrong password, 4xx) the message waits and is tried again, for as long as it takes. A home that
 * is killed between the server's "250" and the note of it hands the message over twice.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #work: DueWork;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#transport = createTransport(options.url);
    const { database, clock, onError } = options;
    const due = database.prepare('SELECT message FROM mail_delivery WHERE due <= ? GROUP BY message ORDER BY min(due)');
    const next = database.prepare('SELECT min(due) AS due FROM mail_delivery WHERE due > ?');
    const hand = (message: number): Promise<void> => this.#hand(message);
    this.#work = new DueWork({
      clock,
      parallel: 4,
      onError,
      due: function* (now) {
        for (const row of due.iterate(now)) yield { key: String(row.message), run: () => hand(Number(row.message)) };
      },
      next: (now) => (next.get(now)?.due as number | null | undefined) ?? undefined,
    });
  }

  wake(): void {
    this.#work.wake();
  }

  async close(): Promise<void> {
    await this.#work.close();
    this.#transport.close();
  }

  async #hand(number: number): Promise<void> {
    const { messages, clock, settle, onError } = this.#options;
    const message = messages.get(number);
    if (!message) throw new Error(`message ${number} has deliveries but is not kept`);
    const waiting = message.deliveries.filter(({ due }) => due !== null && due <= clock.now());
    const envelope = { from: message.sender, to: waiting.map(({ address }) => address) };
    let response = '';
    let failure: SmtpError | undefined;
    let refusals: SmtpError[] = [];
    try {
      const answer = await this.#transport.sendMail({ envelope, raw: Buffer.from(await messages.raw(message)) });
      response = answer.response;
      refusals = answer.rejectedErrors ?? [];
    } catch (error) {
      failure = error as SmtpError;
      refusals = failure.rejectedErrors ?? [];
      onError(error);
    }
    const results = waiting.map((delivery): Delivery => {
      const error = refusals.find(({ recipient }) => recipient === delivery.address) ?? failure;
      if (!error) return { ...delivery, state: 'delivered', detail: response, due: null };
      if (isFinal(error)) return { ...delivery, state: 'bounced', detail: `smtp; ${error.message}`, due: null };
      const pause = Math.min(FIRST_RETRY_PAUSE * 2 ** delivery.attempts, LONGEST_RETRY_PAUSE);
      return { ...delivery, detail: error.message, attempts: delivery.attempts + 1, due: clock.now() + pause };
    });
    settle(message, results);
  }
}

/** A wrong password is also a 5xx, but it says nothing about the recipient. */
function isFinal({ code, responseCode = 0 }: SmtpError): boolean {
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}
