import { beforeAll, expect, test } from 'vitest';
import { serviceWithRound } from '../acceptance/commands.ts';
import type { Service } from '../acceptance/service.ts';
import { endorsedApplication } from '../acceptance/staff.ts';
import { checkPage } from './check-page.ts';
import { WIDTHS } from './open-page.ts';
import { StaffAtDesk } from './staff.ts';

const DESKTOP = { javaScript: true, width: WIDTHS.desktop };
const PHONE = { javaScript: false, width: WIDTHS.phone };

let service: Service;
let round: string;
let reference: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
  ({ reference } = await endorsedApplication(service, round));
});

const look = ({ page }: StaffAtDesk, name: string) => checkPage(page, `helpdesk/${name}`);

test('a programme manager finds an application, and puts the dates of its round back once they know who is told', async () => {
  const priya = await StaffAtDesk.signedIn('Priya Example', DESKTOP);
  await priya.follow('Find');
  await look(priya, 'find');
  await priya.field('Reference, name').fill(reference.toLowerCase());
  await priya.press('Find');
  await look(priya, 'find-one');
  expect(await priya.page.getByRole('link', { name: reference }).count()).toBe(1);

  await priya.page.goto('/helpdesk/rounds');
  await look(priya, 'rounds');
  await priya.press('Make a round');
  await priya.press('Make the round');
  await look(priya, 'round-new-error');
  await priya.page.goto(`/helpdesk/rounds/${round}`);
  await look(priya, 'round');
  await priya.follow('Put dates back');
  await priya.press('See who is told');
  await look(priya, 'round-extend-error');
  const due = priya.page.locator('#decisionsDue');
  await due.fill(plusWeek(await due.inputValue()));
  await priya.field('Reason').fill('More applications than ever.');
  await priya.press('See who is told');
  await look(priya, 'round-confirm');
  await priya.press('Yes, put them back');
  expect(await priya.page.getByText('The dates are put back').count()).toBe(1);
});

test('a decider decides in the table, reads the letter, and releases', async () => {
  const devi = await StaffAtDesk.signedIn('Devi Example', DESKTOP);
  await devi.page.goto(`/helpdesk/rounds/${round}/decisions`);
  await look(devi, 'decisions-undeclared');
  await devi.field(reference).check();
  await devi.press('I have no conflict of interest');
  await devi.page.goto(`/helpdesk/cases/${reference}/marks`);
  for (const met of await devi.page.getByLabel('Met', { exact: true }).all()) await met.check();
  for (const reason of await devi.page.getByLabel('Reason for').all()) await reason.fill('The evidence is clear.');
  await devi.press('Keep the marks');
  await devi.page.goto(`/helpdesk/rounds/${round}/decisions`);
  await devi.press('Designate the ticked');
  await look(devi, 'decisions-error');
  await devi.field(reference).check();
  await devi.press('Designate the ticked');
  await look(devi, 'decisions');
  await devi.follow('Release decisions together');
  await look(devi, 'release-many');
  await devi.press('Release');
  await look(devi, 'release-many-error');
  await devi.field('Yes, release it').check();
  await devi.press('Release');
  expect(await devi.page.getByText('The decision on 1 case is released').count()).toBe(1);
  await service.clock.settle();
});

test('all of it works without JavaScript, on a phone', async () => {
  const priya = await StaffAtDesk.signedIn('Priya Example', PHONE);
  const pages = ['find?state=open', 'rounds', 'rounds/new', `rounds/${round}`, `rounds/${round}/decisions`];
  const forms = ['extend', 'close', 'cancel'].map((form) => `rounds/${round}/${form}`);
  for (const path of [...pages, ...forms]) {
    await priya.page.goto(`/helpdesk/${path}`);
    await look(priya, path.replace(round, 'one').replaceAll(/\W/g, '-'));
  }
});

function plusWeek(date: string): string {
  return new Date(Date.parse(date) + 7 * 86_400_000).toISOString().slice(0, 10);
}
