import { expect, test } from 'vitest';
import { costOf } from '../../commands/cost/cost.ts';
import { PAGES_OF_AN_APPLICATION } from '../../commands/cost/pages.ts';
import { recordingSchema } from '../../commands/cost/recording.ts';
import { bringSchools, openRound } from './commands.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

/**
 * US dollars, without mail and without what the time of functions costs: that depends on this machine's load. The
 * design's budget is 0.0006: what is above it is about what the two indexes cost by which no mail is forgotten, and staff
 * see what became of each.
 */
const MOST = 0.00064;
const PAGES = ['Apply', 'Endorse'];

const counted = recordingSchema.omit({ recordedAt: true, applications: true });

async function usage({ localUrl }: Service) {
  return counted.parse(await (await fetch(new URL('/recording', localUrl))).json());
}

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
  const after = await usage(service);

  const requests = after.httpRequests - before.httpRequests;
  expect(requests).toBeLessThanOrEqual(PAGES_OF_AN_APPLICATION.httpRequests);
  const calls = Object.entries(after.functions).map(([name, { invocations }]) => ({
    isPage: PAGES.some((page) => name.includes(`-${page}`)),
    invocations: invocations - (before.functions[name]?.invocations ?? 0),
  }));
  const pages = calls.filter(({ isPage }) => isPage).reduce((sum, { invocations }) => sum + invocations, 0);
  expect(pages).toBe(requests);

  const { withoutMail, mails } = costOf({
    recordedAt: new Date().toISOString(),
    applications: 1,
    stateTransitions: after.stateTransitions - before.stateTransitions,
    functions: Object.fromEntries(
      calls.map(({ invocations }, index) => [String(index), { invocations, milliseconds: 0, memoryMb: 512 }]),
    ),
    dynamodb: {
      readUnits: after.dynamodb.readUnits - before.dynamodb.readUnits,
      writeUnits: after.dynamodb.writeUnits - before.dynamodb.writeUnits,
    },
    mails: after.mails - before.mails,
    httpRequests: requests,
    schedulesFired: after.schedulesFired - before.schedulesFired,
    objects: { puts: after.objects.puts - before.objects.puts, gets: after.objects.gets - before.objects.gets },
    logBytes: after.logBytes - before.logBytes,
  });
  console.log(`one application: $${withoutMail.toFixed(7)} without mail, ${mails.count} mails`);
  expect(withoutMail).toBeLessThanOrEqual(MOST);
});
