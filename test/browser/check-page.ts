import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { twinOf, whatWentOn } from './open-page.ts';

const SCREENSHOTS = fileURLToPath(new URL('screenshots/', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const MOST_BYTES = 150 * 1024;

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // GOV.UK's own ways: links that look like buttons, for which its script makes the space bar work; banners; groups of dates
  rules: { 'prefer-native-element': ['error', { exclude: ['button', 'region'] }], 'no-redundant-role': 'off' },
});

/**
 * Holds the page that is shown to what every page must keep: no violation of WCAG 2.2 A or AA that axe finds, valid HTML
 * of less than 150 KB, nothing from other hosts, no complaint in the console, no scrolling sideways.
 *
 * @param name of its screenshot: `apply/sign-in-error`
 */
export async function checkPage(page: Page, name: string): Promise<void> {
  const { html, complaints, foreignRequests, javaScript, width } = whatWentOn(page);
  await page.screenshot({
    path: `${SCREENSHOTS}${name}-${width}${javaScript ? '' : '-no-script'}.png`,
    fullPage: true,
    animations: 'disabled',
  });
  const sent = await html();
  const isSideways = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  // soft: a run tells of every page
  expect
    .soft(
      {
        accessibility: await violations(javaScript ? page : await withAxeOnly(page, sent)),
        html: await mistakes(sent),
        complaints,
        foreignRequests,
        isSideways,
        isTooLarge: Buffer.byteLength(sent) > MOST_BYTES ? Buffer.byteLength(sent) : false,
      },
      name,
    )
    .toEqual({
      accessibility: [],
      html: [],
      complaints: [],
      foreignRequests: [],
      isSideways: false,
      isTooLarge: false,
    });
}

/** The document without its script, in a window where axe can run: it needs scripts, and the window of the page has none. */
async function withAxeOnly(page: Page, html: string): Promise<Page> {
  const twin = await twinOf(page);
  await twin.setContent(html.replace(/<script[^>]*><\/script>/, ''));
  return twin;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const options: RunOptions = { runOnly: WCAG, resultTypes: ['violations'] };
  const found = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

async function mistakes(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  const found = results.flatMap(({ messages }) => messages);
  return found.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`);
}
