import { afterAll, beforeAll, expect, it } from 'vitest';
import { putSchool } from '../../../functions/store/school-row.ts';
import { aSchool } from '../../domain/a-school.ts';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console, staffIdOf } from './console.ts';

const PAGE = '/helpdesk/account/schools';
const OWN = aSchool({ urn: '997001', name: 'Hill & Dale Primary', trust: 'THE SAMPLE TRUST' });
const ALONE = aSchool({ urn: '997002', name: 'Newlands Primary' });

let table: TestTable;
let console: Console;

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  await table.records.transact([OWN, ALONE].map((school) => putSchool({ kind: 'school', school })));
});
afterAll(() => table.end());

/** What somebody reads before they open the case of a school. */
async function warningsOf(browser: Browser, school: Parameters<typeof aSchool>[0], supported = '999999') {
  const support = { name: 'Any', urn: supported, from: '2025-09-01', role: 'coach', impact: 'It improved.' };
  const { reference } = await aSubmission(aDesk(table.records), {
    round: { body: 'north-hub' },
    school: school ?? {},
    answers: { 'supported-schools': [support] },
  });
  const { body } = await browser.get(`/helpdesk/cases/${reference}/conflict`);
  return body.match(/(?:You said that you|You have an email address)[^<]*?(?=\s*<\/strong>)/g) ?? [];
}

const signIn = (name: string) => console.signIn(name, 'case-worker', 'body:north-hub');

it('warns of a school that somebody named, of its trust’s other schools, and of no others', async () => {
  const carla = await signIn('carla');
  expect((await carla.send(PAGE, { urn: OWN.urn })).body).toContain('The school is in your list');
  await carla.send(PAGE, { urn: ALONE.urn });
  const [own] = await warningsOf(carla, OWN);
  expect(own).toBe('You said that you are connected with Hill &amp; Dale Primary, which is in this application.');
  expect(await warningsOf(carla, { name: 'Sister School', trust: 'THE SAMPLE TRUST' })).toEqual([
    'You said that you are connected with Hill &amp; Dale Primary. Sister School, which is in this application, belongs to the same trust: THE SAMPLE TRUST.',
  ]);
  expect(await warningsOf(carla, { trust: 'ANOTHER TRUST' })).toEqual([]);
  expect(await warningsOf(carla, {})).toEqual([]);
  expect(await warningsOf(await signIn('cora'), OWN)).toEqual([]);
});

it('warns of a school that the applicant supported', async () => {
  const dora = await signIn('dora');
  await dora.send(PAGE, { urn: ALONE.urn });
  expect(await warningsOf(dora, {}, ALONE.urn)).toHaveLength(1);
});

it('warns of a website where somebody has their own address', async () => {
  expect(await warningsOf(await signIn('edna'), { website: 'https://www.helpdesk.example/about' })).toEqual([
    'You have an email address at helpdesk.example. Somebody in this application has one there too, or its school has its website there.',
  ]);
});

it('keeps only schools of the register, no longer than they are wanted, and that they were named', async () => {
  const fay = await signIn('fay');
  expect((await fay.post(PAGE, { urn: '12' })).body).toContain('Enter the URN of the school: 6 digits');
  expect((await fay.post(PAGE, { urn: '997999' })).body).toContain('No school of the register has this URN');
  await fay.send(PAGE, { urn: OWN.urn });
  const again = await fay.send(PAGE, { urn: OWN.urn });
  expect(again.body.match(/Hill &amp; Dale Primary \(997001\)/g)).toHaveLength(1);
  expect((await fay.send(`${PAGE}/remove`, { urn: OWN.urn })).body).toContain('You have named no school yet');
  expect(await warningsOf(fay, OWN)).toEqual([]);
  const nora = await console.signIn('nora', 'auditor', 'body:north-hub');
  const { body } = await nora.get(`/helpdesk/audit/${staffIdOf('fay')}?month=2027-01`);
  expect(body).toContain('School named');
  expect(body).toContain('School removed');
});
