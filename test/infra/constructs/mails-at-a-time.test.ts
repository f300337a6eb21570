import { expect, it } from 'vitest';
import { mailsAtATime } from '../../../infra/constructs/mails-at-a-time.ts';
import { settings } from '../example-templates.ts';

const warm = { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 16_000 };
const warmForReads = { readUnitsPerSecond: 60_000, writeUnitsPerSecond: 4_000 };

it.each([
  ["SES's first rate, a new table", {}, 25],
  ['the sandbox of SES', { mailsPerSecond: 1 }, 1],
  ['a table that was warmed for a large round', { warmThroughput: warm }, 6],
  ['the same with a rate for it', { warmThroughput: warm, mailsPerSecond: 200 }, 25],
  ['a table that was warmed for reads', { warmThroughput: warmForReads }, 5],
  ['more mails at a time than seconds to send them', { warmThroughput: warm, mailsPerSecond: 1 }, 1],
])('brings as many mails as can be sent while functions run: %s', (_, changes, mails) => {
  expect(mailsAtATime({ ...settings.scale, ...changes })).toBe(mails);
});
