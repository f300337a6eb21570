import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** Somebody who presses "send", signed in and with everything answered. */
export interface Presser {
  readonly reference: string;
  readonly cookie: string;
  readonly form: URLSearchParams;
}

export interface Answered {
  readonly reference: string;
  /** `accepted`: the service said that it has it. `refused`: that the round is not open. Else what it answered. */
  readonly word: 'accepted' | 'refused' | `status ${number}`;
  /** When the answer was there: what was decided had been decided before. */
  readonly at: Date;
  readonly milliseconds: number;
  /** How often the home was not there, and the button was pressed again. */
  readonly again: number;
}

const PRESSES_AGAIN_AFTER_MS = 250;
/** A home that was killed is there again within a minute, on a slow machine too. */
const PATIENCE_MS = 10 * 60_000;

/** The page of the one refusal that is right here, of all those that have the status 409. */
const NOT_OPEN = '<h1 class="govuk-heading-l">The round is not open</h1>';

/**
 * Has everybody press once, so many at a time, over connections that stay open.
 *
 * @param urlNow where the public door is: another address after a restart
 * @param onAnswer told of each answer as it comes
 * @param gaveUp the home is not coming back
 * @param patience how long somebody presses, in milliseconds
 * @throws the reason why it was given up, or Error when somebody ran out of patience
 */
export async function pressAll(
  pressers: readonly Presser[],
  connections: number,
  urlNow: () => string,
  onAnswer: (answered: number) => void,
  gaveUp: AbortSignal,
  patience = PATIENCE_MS,
): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answered[] = [];
  const queue = pressers.values();
  const worker = async () => {
    for (const presser of queue) {
      answers.push(await press(presser, agent, urlNow, { gaveUp, patience }));
      onAnswer(answers.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return answers;
}

async function press(
  { reference, cookie, form }: Presser,
  agent: Agent,
  urlNow: () => string,
  { gaveUp, patience }: { readonly gaveUp: AbortSignal; readonly patience: number },
): Promise<Answered> {
  const begun = performance.now();
  for (let again = 0; ; again++) {
    gaveUp.throwIfAborted();
    const left = patience - (performance.now() - begun);
    if (left <= 0) throw new Error(`${reference} had no answer in ${patience / 1000} s`);
    const signal = AbortSignal.timeout(Math.ceil(left));
    try {
      const url = `${urlNow()}/applications/${reference}/check`;
      const { statusCode = 0, headers, page } = await post(url, { agent, cookie, form, signal });
      // a home that starts or stops answers 503, as any door would
      if (statusCode === 503) throw new Error('not there');
      const isAccepted = statusCode === 303 && headers.location === `/applications/${reference}/submitted`;
      const isRefused = statusCode === 409 && page.includes(NOT_OPEN);
      const word = isAccepted ? 'accepted' : isRefused ? 'refused' : (`status ${statusCode}` as const);
      return { reference, word, at: new Date(), milliseconds: performance.now() - begun, again };
    } catch {
      // whether it was taken nobody knows: a person looks again, and presses
      await pause(PRESSES_AGAIN_AFTER_MS);
    }
  }
}

interface Posting extends Omit<Presser, 'reference'> {
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

async function post(url: string, { agent, cookie, form, signal }: Posting) {
  const asked = request(url, {
    agent,
    signal,
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  });
  asked.end(form.toString());
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const page = await text(answer);
  return { statusCode: answer.statusCode, headers: answer.headers, page };
}
