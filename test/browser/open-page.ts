import { type Browser, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

/** Phones at their narrowest, which is also a desktop window at 400% (WCAG 1.4.10), and a desktop. */
export const WIDTHS = { phone: 320, desktop: 1280 } as const;

export interface Visit {
  readonly javaScript: boolean;
  /** Of the window, in CSS pixels. */
  readonly width: number;
}

/** What went on in a page since it was opened: see `check-page.ts`. */
export interface Watched extends Visit {
  /** What the console complained of: refusals of the Content-Security-Policy are among it. */
  readonly complaints: string[];
  readonly foreignRequests: string[];
  /** The HTML of the document shown, as it came. */
  html: () => Promise<string>;
}

const watched = new WeakMap<Page, Watched>();
const twins = new WeakMap<Page, Page>();
let connection: Promise<Browser> | undefined;

/**
 * A browser of its own, with no cookies, at the service under test unless another address is given: `page.goto('/apply')`.
 * It ends with the test.
 */
export async function openPage(visit: Visit, baseUrl = inject('serviceUnderTest').baseUrl): Promise<Page> {
  connection ??= chromium.connect(inject('chromium'));
  const context = await (await connection).newContext({
    baseURL: baseUrl,
    javaScriptEnabled: visit.javaScript,
    viewport: { width: visit.width, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  watched.set(page, watch(page, visit, new URL(baseUrl).origin));
  return page;
}

/** A window of the same size and address that may run scripts. One for each page, opened when it is first needed. */
export async function twinOf(page: Page): Promise<Page> {
  const known = twins.get(page);
  if (known) return known;
  const { width } = whatWentOn(page);
  const twin = await openPage({ javaScript: true, width }, new URL(page.url()).origin);
  await twin.goto('/help/cookies');
  twins.set(page, twin);
  return twin;
}

export function whatWentOn(page: Page): Watched {
  const found = watched.get(page);
  if (!found) throw new Error('only pages that openPage() opened can be checked');
  return found;
}

function watch(page: Page, visit: Visit, origin: string): Watched {
  const seen: Watched = { ...visit, complaints: [], foreignRequests: [], html: async () => '' };
  page.on('pageerror', ({ message }) => seen.complaints.push(message));
  page.on('console', (message) => {
    // a page that answers 404 or 422 is one of ours; what fails to load in a page is noted below
    const isComplaint = message.type() === 'error' && !message.text().startsWith('Failed to load resource');
    if (isComplaint) seen.complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== origin) seen.foreignRequests.push(url.href);
  });
  page.on('response', (response) => {
    const request = response.request();
    if (request.isNavigationRequest()) seen.html = () => response.text();
    else if (response.status() >= 400) seen.complaints.push(`${response.status()} ${response.url()}`);
  });
  return seen;
}
