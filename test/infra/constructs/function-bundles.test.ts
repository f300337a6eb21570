import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleFunctions } from '../../../infra/constructs/function-bundles.ts';

/** KB, minified: what Lambda loads when an environment starts, while somebody waits for a page. */
const BUDGET = 650;
const BUDGET_OF_PAGES = 900;
const PAGES = ['apply', 'directory', 'endorse', 'helpdesk'];

it.each([...bundleFunctions()])('%s is small enough to start quickly', (name, folder) => {
  const kilobytes = statSync(join(folder, 'index.js')).size / 1000;
  expect(kilobytes).toBeLessThanOrEqual(PAGES.includes(name) ? BUDGET_OF_PAGES : BUDGET);
});
