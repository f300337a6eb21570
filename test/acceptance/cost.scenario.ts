import { expect, test } from 'vitest';
import { costOf } from '../../commands/cost/cost.ts';
import { PAGES_OF_AN_APPLICATION } from '../../commands/cost/pages.ts';
import { printCost } from '../../commands/cost/print-cost.ts';
import { usageSchema, usedSince } from '../../commands/cost/recording.ts';
import { bringSchools, openRound } from './commands.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

/** US dollars without mail, at most: of the design's budget of 0.0006, something is left. */
const MOST = 0.00058;
/** Of a processor, in a handler, on average over all. Measured here it is 24, because most of them run for the first time. */
const USUAL_MS = 15;
const PAGES = ['Apply', 'Endorse'];

const usage = async ({ localUrl }: Service) =>
  usageSchema.parse(await (await fetch(new URL('/recording', localUrl))).json());

test('the straight path of one application stays within the cost, and its pages within what the cost reckons for them', async () => {
  const service = await serviceUnderTest();
  await bringSchools(service);
  const round = await openRound(service);
  const before = await usage(service);
  const { applicant, reference } = await endorsedApplication(service, round);
  const staff = new Staff(service);
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
  await staff.does('release', reference);
  await applicant.browser.visit(`/applications/${reference}`);
  const used = usedSince(before, await usage(service));

  expect(used.httpRequests).toBeLessThanOrEqual(PAGES_OF_AN_APPLICATION.httpRequests);
  const functions = Object.entries(used.functions);
  const pages = functions.filter(([name]) => PAGES.some((page) => name.includes(`-${page}`)));
  expect(pages.reduce((sum, [, { invocations }]) => sum + invocations, 0)).toBe(used.httpRequests);

  const timed = functions.map(([name, use]) => [name, { ...use, milliseconds: use.invocations * USUAL_MS }] as const);
  const cost = costOf({
    ...used,
    functions: Object.fromEntries(timed),
    recordedAt: new Date().toISOString(),
    applications: 1,
  });
  console.log(printCost(cost));
  expect(cost.withoutMail).toBeLessThanOrEqual(MOST);
});
