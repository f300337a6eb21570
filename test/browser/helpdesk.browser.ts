import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant } from '../acceptance/applicant.ts';
import { serviceWithRound } from '../acceptance/commands.ts';
import type { Service } from '../acceptance/service.ts';
import { everybodyEndorses } from '../acceptance/staff.ts';
import { checkPage } from './check-page.ts';
import { WIDTHS } from './open-page.ts';
import { StaffAtDesk } from './staff.ts';

/** Of the demonstration register: its last inspection found that it requires improvement. */
const REQUIRES_IMPROVEMENT = '900004';

let service: Service;
let round: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
});

describe.each([
  { javaScript: true, width: WIDTHS.desktop },
  { javaScript: false, width: WIDTHS.phone },
])('at a window of $width px, JavaScript: $javaScript', (visit) => {
  test('a case worker approves a review, a decider decides, and a second one confirms a reversal', async () => {
    const reference = await new Applicant(service).apply(round, { school: REQUIRES_IMPROVEMENT });
    await service.clock.settle();

    const casey = await StaffAtDesk.signedIn('Casey Example', visit);
    const look = (name: string, desk = casey) => checkPage(desk.page, `helpdesk/${name}`);
    await look('home');
    await casey.follow('Eligibility reviews');
    await look('queue');
    await casey.follow(reference);
    await look('conflict');
    await casey.open(reference);
    await look('case-review');
    await casey.press('Take it');
    expect(await casey.page.getByText('The case is yours').count()).toBe(1);
    await casey.follow('Settle the eligibility review');
    await casey.press('Settle the review');
    await look('review-error');
    await casey.field('Yes: ask the endorsers').check();
    await casey.field('Your reason').fill('Its own report since then is good.');
    await casey.press('Settle the review');
    expect(await casey.page.getByText('The eligibility review is settled').count()).toBe(1);
    await service.clock.settle();
    await casey.page.reload();
    await casey.follow('Correct or replace');
    await look('endorser');
    await casey.page.goBack();
    await casey.follow('Extend the due date');
    await look('extend');
    await casey.page.goBack();
    await casey.follow('Add a note');
    await casey.field('Note').fill('The chair rang: the answer comes on Monday.');
    await casey.press('Add the note');
    await casey.follow('Ask the applicant a question');
    await look('question');
    await casey.page.goto(`/helpdesk/cases/${reference}`);
    await casey.follow('Endorsement asked');
    await look('message');
    expect(await casey.page.getByText('(the link is not shown)').count()).toBeGreaterThan(0);

    await everybodyEndorses(service, reference);
    const devi = await StaffAtDesk.signedIn('Devi Example', visit);
    await devi.open(reference);
    await devi.follow('Mark criteria');
    await look('marks', devi);
    await devi.field('All that I left unmarked are met').check();
    await devi.press('Keep the marks and decide');
    await look('marks-error', devi);
    await devi.field('One reason for all').fill('The evidence is clear.');
    await devi.press('Keep the marks and decide');
    await look('decision', devi);
    await devi.field('Designate').check();
    await devi.press('Keep the decision');
    await devi.follow('Release the decision');
    await look('release', devi);
    await devi.press('Release the decision');
    await service.clock.settle();
    await devi.page.reload();
    await look('case-designated', devi);

    await devi.follow('Ask for a reversal');
    await devi.field('Why the decision was wrong').fill('The governing body withdrew its word.');
    await devi.press('Ask for the reversal');
    await devi.follow('Confirm the reversal');
    await devi.press('Confirm the reversal');
    expect(await devi.page.getByText('Somebody else has to confirm a reversal').count()).toBeGreaterThan(0);
    await look('reversal-refused', devi);

    const dan = await StaffAtDesk.signedIn('Dan Example', visit);
    await dan.open(reference);
    await dan.follow('Confirm the reversal');
    await dan.press('Confirm the reversal');
    expect(await dan.page.getByText('The decision is reversed').count()).toBe(1);
  });
});

test('the second of two at one case is told, and loses nothing', async () => {
  const reference = await new Applicant(service).apply(round, { school: REQUIRES_IMPROVEMENT });
  await service.clock.settle();
  const visit = { javaScript: true, width: WIDTHS.desktop };
  const [casey, priya] = [
    await StaffAtDesk.signedIn('Casey Example', visit),
    await StaffAtDesk.signedIn('Priya Example', visit),
  ];
  for (const desk of [casey, priya]) {
    await desk.open(reference);
    await desk.follow('Settle the eligibility review');
    await desk.field('Yes: ask the endorsers').check();
  }
  await casey.field('Your reason').fill('A good report since then.');
  await casey.press('Settle the review');
  await priya.field('Your reason').fill('The trust wrote to us about it.');
  await priya.press('Settle the review');
  await checkPage(priya.page, 'helpdesk/moved-on');
  expect(await priya.page.getByText('The trust wrote to us about it.').count()).toBe(1);
});

test.each(['Aidan Example', 'Ada Example', 'Hana Example'])('%s sees what their role and body allow', async (name) => {
  const desk = await StaffAtDesk.signedIn(name, { javaScript: true, width: WIDTHS.desktop });
  await checkPage(desk.page, `helpdesk/home-${name.split(' ')[0]?.toLowerCase()}`);
});
