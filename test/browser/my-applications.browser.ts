import { beforeAll, describe, expect, test } from 'vitest';
import type { Applicant as Somebody } from '../acceptance/applicant.ts';
import { bringSchools, openRound } from '../acceptance/commands.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { endorsedApplication, Staff } from '../acceptance/staff.ts';
import { Applicant } from './applicant.ts';
import { checkPage } from './check-page.ts';
import { WIDTHS } from './open-page.ts';

const PHONE = { javaScript: true, width: WIDTHS.phone };
const DESKTOP = { javaScript: false, width: WIDTHS.desktop };

/** Of the form of specialist leaders: those that are not as those of headteachers. */
const QUESTION_PAGES = ['role', 'experience', 'specialisms'];

let service: Service;
let staff: Staff;
let somebody: Somebody;
let reference: string;
let specialists: string;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
  // first, because a round that has to be waited for ends sessions
  specialists = await openRound(service, 'sle');
  const endorsed = await endorsedApplication(service, await openRound(service));
  somebody = endorsed.applicant;
  ({ reference } = endorsed);
});

const look = ({ page }: Applicant, name: string) => checkPage(page, `apply/${name}`);

test('an applicant answers what staff ask', async () => {
  await staff.does('ask', reference, '--text', 'Which year was it?\n\nAnd who was headteacher then?');
  const applicant = await Applicant.signedIn(service, somebody.email, PHONE);
  await applicant.page.goto(`/applications/${reference}`);
  await look(applicant, 'application-asked');
  await applicant.follow('See the question and answer it');
  const { pathname } = new URL(applicant.page.url());
  await look(applicant, 'information');
  await applicant.press('Send answer');
  await look(applicant, 'information-error');
  await applicant.type('Your answer', 'It was 2024.');
  await applicant.press('Send answer');
  await applicant.page.goto(pathname);
  expect(await applicant.page.getByText('You answered on').count()).toBe(1);
  await look(applicant, 'information-answered');
});

describe('once declined', () => {
  let draft: string;
  beforeAll(async () => {
    await staff.does('mark', reference, 'LLE-P6', 'not-met', '--reason', 'One school, three weeks');
    await staff.does('mark-all', reference, '--reason', 'Shown in the application');
    const why = ['--decline-reason', 'experience', '--words', 'Coach for a year.\n\nThen come back.'];
    await staff.does('decide', reference, 'decline', ...why);
    await staff.does('release', reference);
    draft = await somebody.start(specialists);
  });

  test.each([PHONE, DESKTOP])('one reads why, and applies to be a specialist leader: %o', async (visit) => {
    const applicant = await Applicant.signedIn(service, somebody.email, visit);
    await applicant.page.goto(`/applications/${reference}`);
    await look(applicant, 'application-declined');
    await applicant.follow('Your applications');
    await look(applicant, 'applications');
    await applicant.follow(/^Go on/);
    await look(applicant, 'sle-task-list');
    for (const name of QUESTION_PAGES) {
      await applicant.page.goto(`/applications/${draft}/questions/${name}`);
      await look(applicant, `sle-${name}`);
    }
    const kinds = ['Academies', 'Leadership of curriculum', 'Drama', 'Design and technology'];
    for (const kind of kinds) await applicant.choose(new RegExp(kind));
    await applicant.press('Save and continue');
    await look(applicant, 'sle-specialisms-error');
    await applicant.page.getByLabel('Drama').uncheck();
    await applicant.press('Save and continue');
    await applicant.page.goto(`/applications/${draft}/check`);
    await look(applicant, 'sle-check');
    expect(await applicant.page.getByText('Design and technology').count()).toBe(1);
  });
});
