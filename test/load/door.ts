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
/** The page of the one refusal that is right here, of all those that have the status 409. */
const NOT_OPEN = '<h1 class="govuk-heading-l">The round is not open</h1>';

/**
 * Has everybody press once, so many at a time, over connections that stay open.
 *
 * @param urlNow where the public door is: another address after a restart
 * @param onAnswer told of each answer as it comes
 * @param gaveUp the home is not coming back
 * @throws the reason why it was given up
 */
export async function pressAll(
  pressers: readonly Presser[],
  connections: number,
  urlNow: () => string,
  onAnswer: (answered: number) => void,
  gaveUp: AbortSignal,
): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answered[] = [];
  const queue = pressers.values();
  const worker = async () => {
    for (const presser of queue) {
      answers.push(await press(presser, agent, urlNow, gaveUp));
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
  gaveUp: AbortSignal,
): Promise<Answered> {
  const begun = performance.now();
  for (let again = 0; ; again++) {
    gaveUp.throwIfAborted();
    try {
      const url = `${urlNow()}/applications/${reference}/check`;
      const { statusCode = 0, headers, page } = await post(url, agent, cookie, form);
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

async function post(url: string, agent: Agent, cookie: string, form: URLSearchParams) {
  const asked = request(url, {
    agent,
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  });
  asked.end(form.toString());
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const page = await text(answer);
  return { statusCode: answer.statusCode, headers: answer.headers, page };
}
