import { expect, it } from 'vitest';
import { parseDuration } from '../../../local/clock/duration.ts';

it.each([
  ['P7D', 7 * 24 * 3600_000],
  ['PT15M', 15 * 60_000],
  ['P1DT1H30M', 25.5 * 3600_000],
  ['PT0.5S', 500],
  ['PT1.0005S', 1001],
  ['PT0S', 0],
])('reads %s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each(['', 'P', 'PT', 'P1Y', '7 days', '-P1D', 'P1DT'])('refuses "%s"', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
