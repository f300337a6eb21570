import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Somebody who presses "send", signed in and with everything answered. */
export interface Presser {
  readonly reference: string;
  readonly cookie: string;
  readonly form: URLSearchParams;
}

export interface Answered {
  readonly reference: string;
  /** `accepted`: the service said that it has it. `refused`: that the round is closed. Else what it answered. */
  readonly word: 'accepted' | 'refused' | `status ${number}`;
  readonly milliseconds: number;
  /** How often the home was not there, and the button was pressed again. */
  readonly again: number;
}

const PRESSES_AGAIN_AFTER_MS = 250;

/**
 * Has everybody press once, so many at a time, over connections that stay open.
 *
 * @param urlNow where the public door is: another address after a restart
 * @param onAnswer told of each answer as it comes
 */
export async function pressAll(
  pressers: readonly Presser[],
  connections: number,
  urlNow: () => string,
  onAnswer: (answered: number) => void,
): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answered[] = [];
  const queue = pressers.values();
  const worker = async () => {
    for (const presser of queue) {
      answers.push(await press(presser, agent, urlNow));
      onAnswer(answers.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return answers;
}

async function press({ reference, cookie, form }: Presser, agent: Agent, urlNow: () => string): Promise<Answered> {
  const begun = performance.now();
  for (let again = 0; ; again++) {
    try {
      const { statusCode = 0, headers } = await post(
        `${urlNow()}/applications/${reference}/check`,
        agent,
        cookie,
        form,
      );
      // a home that starts or stops answers 503, as any door would
      if (statusCode === 503) throw new Error('not there');
      const isAccepted = statusCode === 303 && headers.location === `/applications/${reference}/submitted`;
      const word = isAccepted ? 'accepted' : statusCode === 409 ? 'refused' : (`status ${statusCode}` as const);
      return { reference, word, milliseconds: performance.now() - begun, again };
    } catch {
      // whether it was taken nobody knows: a person looks again, and presses
      await pause(PRESSES_AGAIN_AFTER_MS);
    }
  }
}

async function post(url: string, agent: Agent, cookie: string, form: URLSearchParams): Promise<IncomingMessage> {
  const asked = request(url, {
    agent,
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  });
  asked.end(form.toString());
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer;
}
