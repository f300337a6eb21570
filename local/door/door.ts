import { Hono } from 'hono';
import type { Clock } from '../clock/clock.ts';
import { createExecutionPages } from '../executions/pages.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { createMailboxPages } from '../mail/pages.ts';
import type { StatesService } from '../states/service.ts';
import { onlyFromHere } from './access.ts';
import { createClockPages } from './clock-pages.ts';
import { createOverviewPages, type Overview } from './overview-page.ts';

export interface DoorOptions {
  readonly overview: Overview;
  readonly clock: Clock;
  readonly mailbox: Mailbox;
  readonly states: StatesService;
}

/** The home's own door: for whoever runs it, on this machine only. It can read all mail and move the clock. */
export function createDoor({ overview, clock, mailbox, states }: DoorOptions): Hono {
  return new Hono()
    .use(onlyFromHere)
    .route('/', createOverviewPages(overview))
    .route('/', createMailboxPages(mailbox))
    .route('/clock', createClockPages(clock))
    .route('/executions', createExecutionPages(states));
}
