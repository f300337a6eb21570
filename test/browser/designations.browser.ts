import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTarget } from '../../commands/target.ts';
import { makeReference, NUMBER_SIGNS } from '../../domain/reference.ts';
import { getCase } from '../../functions/store/case-row.ts';
import {
  changeDesignation,
  designationOf,
  getDesignation,
  putDesignation,
} from '../../functions/store/designation-rows.ts';
import { newEntry } from '../../functions/store/directory-entry-row.ts';
import type { Records } from '../../functions/store/records.ts';
import { bringSchools, openRound } from '../acceptance/commands.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { endorsedApplication, Staff } from '../acceptance/staff.ts';
import { Applicant } from './applicant.ts';
import { checkPage } from './check-page.ts';
import { WIDTHS } from './open-page.ts';

const PHONE = { javaScript: true, width: WIDTHS.phone };
const DESKTOP = { javaScript: false, width: WIDTHS.desktop };

let service: Service;
let email: string;
let reference: string;
/** One person holds both: by the programme's id. */
const numbers = { lle: '', sle: makeReference('SLE', randomBytes(64), NUMBER_SIGNS) };

beforeAll(async () => {
  service = await serviceUnderTest();
  await bringSchools(service);
  const endorsed = await endorsedApplication(service, await openRound(service));
  ({ reference } = endorsed);
  ({ email } = endorsed.applicant);
  const staff = new Staff(service);
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
  await staff.does('release', reference);
  await withRecords(async (records, now) => {
    const { person } = await getCase(records, reference);
    numbers.lle = (await designationOf(records, person, 'lle')) ?? '';
    await records.transact(specialist(person, now));
  });
});

async function withRecords(work: (records: Records, now: Date) => Promise<void>): Promise<void> {
  const { records, now, close } = await openTarget({ home: service.localUrl }, new Date());
  await work(records, now);
  await close();
}

function specialist(person: string, now: Date) {
  const designation = {
    kind: 'designation' as const,
    number: numbers.sle,
    programme: 'sle',
    generation: 'SLE-2018',
    body: 'hillside-teaching-school',
    person,
    reference,
    school: '900001',
    state: 'active' as const,
    startsOn: '2026-05-01',
    endsOn: '2036-04-30',
    reviewOn: '2036-01-01',
    conditions: ['You complete the core training before your first placement.'],
  };
  const confirmedOn = now.toISOString().slice(0, 10);
  const specialisms = ['leadership/business', 'outcomes/design-and-technology', 'outcomes/ict'];
  const entry = newEntry(
    { number: numbers.sle, programme: 'sle', name: 'Robin Example', confirmedOn },
    { specialisms },
  );
  return putDesignation(designation, entry, now);
}

describe.each([
  { programme: 'lle' as const, ...PHONE },
  { programme: 'sle' as const, ...DESKTOP },
])('$programme at a window of $width px, JavaScript: $javaScript', ({ programme, ...visit }) => {
  test('somebody designated changes what the directory says of them, pauses, leaves it, and comes back', async () => {
    const holder = await Applicant.signedIn(service, email, visit);
    const { page } = holder;
    const look = (name: string) => checkPage(page, `designations/${name}`);
    await page.goto('/designations');
    await look('list');
    await holder.follow(numbers[programme]);
    await look('designation');
    await holder.follow(/^Change/);
    await look('entry');
    const from = async (day: string, month: string, year: string) => {
      for (const [part, value] of Object.entries({ day, month, year })) await page.locator(`#from-${part}`).fill(value);
    };
    await holder.type(/know about you/, 'word '.repeat(400));
    await holder.type(/do you travel/, 'far');
    await holder.type(/can you take/, 'many');
    await from('31', '2', '2027');
    await holder.press('Save and publish');
    await look('entry-error');
    await holder.type(/know about you/, 'I have led two schools out of difficulty.\n\nI like to visit.');
    await holder.type(/do you travel/, '30');
    await holder.type(/can you take/, '2');
    await from('1', '9', String((await service.clock.now()).getUTCFullYear() + 1));
    await holder.press('Save and publish');
    await look('changed');
    expect(await page.getByText('Up to 30 miles').count()).toBe(1);
    await holder.press('Confirm that this is right');
    await holder.press(/^Pause/);
    await look('paused');
    await holder.press('Make me available again');
    await holder.follow('Take me out of the directory');
    await look('leave');
    await holder.press('Take me out');
    await look('not-listed');
    await holder.press('List me in the directory');
    expect(await holder.link('Take me out of the directory').count()).toBe(1);
  });
});

test('whoever is under review reads what the public sees, and whoever resigns that it is over', async () => {
  await withRecords(async (records, now) => {
    const row = await getDesignation(records, numbers.sle);
    if (!row) throw new Error(`${numbers.sle} is not there`);
    const since = now.toISOString();
    const review = { ground: 'not-in-role', since, returnsTo: 'active' as const, text: 'why' };
    await records.transact([changeDesignation(row, { state: 'under-review', review }, now)]);
  });
  const holder = await Applicant.signedIn(service, email, PHONE);
  const { page } = holder;
  const look = (name: string) => checkPage(page, `designations/${name}`);
  await page.goto(`/applications/${reference}`);
  await checkPage(page, 'apply/application-designated');
  await page.goto(`/designations/${numbers.sle}`);
  await look('under-review');
  // changes are published together at the end of a window
  await service.clock.moveBy('PT5M');
  await page.goto(`/check/${numbers.sle}`);
  await checkPage(page, 'directory/checked-under-review');
  expect(await page.getByText('It is being reviewed').count()).toBe(1);
  for (const number of Object.values(numbers)) {
    await page.goto(`/designations/${number}`);
    await holder.follow('Resign from this designation');
    await look('resign');
    await holder.press('Resign');
    expect(await page.getByText('because you resigned').count()).toBe(1);
  }
  await look('ended');
  await page.goto('/designations');
  await look('none');
  await service.clock.moveBy('PT5M');
  await page.goto(`/check/${numbers.lle}`);
  await checkPage(page, 'directory/checked-ended');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('not current');
});
