import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Clock } from '../clock/clock.ts';
import { createExecutionPages } from '../executions/pages.ts';
import { onlyFromHere } from '../http/only-from-here.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { createMailboxPages } from '../mail/pages.ts';
import type { Recording } from '../recording/recording.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { StatesService } from '../states/service.ts';
import { createClockPages } from './clock-pages.ts';
import { createOverviewPages, type Overview } from './overview-page.ts';

export interface DoorOptions {
  readonly overview: Overview;
  readonly clock: Clock;
  readonly mailbox: Mailbox;
  readonly states: StatesService;
  readonly signIn: SignIn;
  readonly recording: Recording;
}

/** Pages carry their style with them, run no script and load nothing. The mailbox shows mails, so it has its own rules. */
const safeHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'unsafe-inline'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
});

/** The home's own door: for whoever runs it, on this machine only. It can read all mail and move the clock. */
export function createDoor({ overview, clock, mailbox, states, recording, signIn }: DoorOptions): Hono {
  return new Hono()
    .use(onlyFromHere)
    .use('/', safeHeaders)
    .use('/clock/*', safeHeaders)
    .use('/executions/*', safeHeaders)
    .route('/', createOverviewPages(overview))
    .route('/', createMailboxPages(mailbox))
    .route('/', signIn.pages())
    .get('/recording', (context) => context.json(recording.read()))
    .route('/clock', createClockPages(clock))
    .route('/executions', createExecutionPages(states));
}
