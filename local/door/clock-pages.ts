import { Hono } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import { CLOCK_MODES, type Clock, ClockAheadError } from '../clock/clock.ts';
import { parseDuration } from '../clock/duration.ts';
import { page } from './page.ts';

const instant = z.iso.datetime({ offset: true, error: 'to must be an instant, like 2027-01-29T17:00:00Z' });
const duration = z
  .string()
  .transform((text) => parseDuration(text))
  .pipe(z.number({ error: 'by must be an ISO 8601 duration of days to seconds, like P7D or PT15M' }));

/** What may be asked of the clock; a mode is taken before a move. Empty fields of the page's form count as absent. */
const change = z.preprocess(
  (asked) => Object.fromEntries(Object.entries(Object(asked)).filter(([, value]) => value !== '')),
  z
    .strictObject({ mode: z.enum(CLOCK_MODES).optional(), to: instant.optional(), by: duration.optional() })
    .refine(({ to, by }) => to === undefined || by === undefined, { error: 'give to or by, not both' }),
);

/** The steps that the page offers. */
const STEPS = [
  ['PT15M', '15 minutes'],
  ['PT1H', '1 hour'],
  ['P1D', '1 day'],
  ['P7D', '1 week'],
] as const;

/**
 * The clock as JSON and as a page with buttons. `POST /` takes `{to?, by?, mode?}` as JSON or as a form and answers
 * once the home is quiet at the new instant; with nothing asked, once it is quiet.
 */
export function createClockPages(clock: Clock): Hono {
  const state = () => ({ mode: clock.mode, now: new Date(clock.now()).toISOString() });
  const app = new Hono();

  app.get('/', (context) =>
    context.req.header('accept')?.includes('text/html') ? context.html(clockPage(clock)) : context.json(state()),
  );

  app.post('/', async (context) => {
    const isForm = context.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
    const body = isForm ? await context.req.parseBody() : readJson(await context.req.text());
    if (body === undefined) return context.text('the body must be JSON, like {"by":"P7D"}\n', 422);
    const asked = change.safeParse(body);
    if (!asked.success) return context.text(`${asked.error.issues.map(({ message }) => message).join('; ')}\n`, 422);

    const { mode, to, by } = asked.data;
    const target = to !== undefined ? Date.parse(to) : by !== undefined ? clock.now() + by : undefined;
    if (target !== undefined && (mode ?? clock.mode) === 'real') {
      return context.text('the clock follows the computer: set mode to "manual" to move it\n', 409);
    }
    if (target !== undefined && target < clock.now()) {
      return context.text(`it is ${state().now} already: time never goes back\n`, 409);
    }
    try {
      if (mode) clock.setMode(mode);
    } catch (error) {
      if (error instanceof ClockAheadError) return context.text(`${error.message}\n`, 409);
      throw error;
    }
    if (target !== undefined) await clock.moveTo(target);
    else if (clock.mode === 'manual') await clock.activity.settled();
    return isForm ? context.redirect('/clock', 303) : context.json(state());
  });

  return app;
}

/** Nothing asked is fine; undefined when the text is not JSON. */
function readJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function clockPage(clock: Clock) {
  const now = new Date(clock.now());
  const next = clock.nextTimer();
  const london = now.toLocaleString('en-GB', { timeZone: 'Europe/London', dateStyle: 'full', timeStyle: 'medium' });
  const steps = STEPS.map(([by, name]) => html`<button name="by" value="${by}">+ ${name}</button> `);
  const modes = CLOCK_MODES.map(
    (mode) => html`<button name="mode" value="${mode}"${mode === clock.mode ? html` disabled` : ''}>${mode}</button> `,
  );
  return page(
    'Clock',
    html`
<div class="panel">
<p><strong>${london}</strong> in London</p>
<p class="quiet">${now.toISOString()} · mode <strong>${clock.mode}</strong> · next timer ${next === undefined ? 'none' : new Date(next).toISOString()}</p>
</div>
<h2>How time passes</h2>
<form class="row" method="post" action="/clock">${modes}</form>
<p class="quiet">real: the computer's time. manual: stands still until moved. auto: jumps to the next timer whenever nothing runs.</p>
<h2>Move</h2>
${
  clock.mode === 'real'
    ? html`<p>Set the mode to manual first.</p>`
    : html`<form class="row" method="post" action="/clock">${steps}</form>
<form class="row" method="post" action="/clock"><label>To an instant<br><input name="to" placeholder="2027-01-29T17:00:00Z" size="24"></label><button>Move</button></form>`
}`,
    { path: '/clock' },
  );
}
