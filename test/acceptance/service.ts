import { inject } from 'vitest';
import { Browser } from './browser.ts';
import { HomeClock } from './clock.ts';
import { Executions } from './executions.ts';
import { readHealth } from './home-process.ts';
import { Mailbox } from './mailbox.ts';

/** A running service as somebody outside it sees it. */
export interface Service {
  readonly baseUrl: string;
  /** The home's own door. */
  readonly localUrl: string;
  readonly clock: HomeClock;
  readonly mail: Mailbox;
  readonly executions: Executions;
  /** A browser that nobody has used yet. */
  newBrowser(): Browser;
}

/** The service of this run: see `service-under-test.ts`. */
export function serviceUnderTest(): Promise<Service> {
  const { baseUrl, localUrl } = inject('serviceUnderTest');
  return serviceAt(baseUrl, localUrl);
}

export async function serviceAt(baseUrl: string, localUrl: string): Promise<Service> {
  const { aws } = await readHealth(localUrl);
  const clock = new HomeClock(localUrl);
  return {
    baseUrl,
    localUrl,
    clock,
    mail: new Mailbox(localUrl, clock),
    executions: new Executions(aws),
    newBrowser: () => new Browser(baseUrl),
  };
}
