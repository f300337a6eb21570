import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReference, NUMBER_SIGNS } from '../../../domain/reference.ts';
import { type DesignationRow, getDesignation, putDesignation } from '../../../functions/store/designation-rows.ts';
import { putSchool } from '../../../functions/store/school-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { aSchool } from '../../domain/a-school.ts';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console } from './console.ts';

let table: TestTable;
let console: Console;
let casey: Browser;

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  await table.records.transact([
    putSchool({ kind: 'school', school: aSchool({ urn: '998001', name: 'Newlands Primary' }) }),
  ]);
  casey = await console.signIn('casey', 'case-worker', 'body:north-hub');
});
afterAll(() => table.end());

/** A designation of which Casey has said to have no interest in it. */
async function aDesignation() {
  const { round, person, reference } = await aSubmission(aDesk(table.records), { round: { body: 'north-hub' } });
  const number = makeReference('LLE', randomBytes(64), NUMBER_SIGNS);
  const { programme, generation, body } = round;
  const dates = { startsOn: '2027-01-02', endsOn: '2031-01-01', reviewOn: '2028-01-02' };
  const row = { number, programme, generation, body, person, reference, conditions: [], ...dates };
  await table.records.transact(putDesignation({ kind: 'designation', state: 'active', ...row }, undefined, OPEN));
  await casey.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
  const page = `/helpdesk/designations/${number}`;
  const read = async () => (await getDesignation(table.records, number)) as DesignationRow;
  return {
    number,
    reference,
    page,
    state: async () => (await read()).state,
    act: async (path: string, fields: Record<string, string>) =>
      casey.send(`${page}/${path}`, { version: String((await read()).version), ...fields }),
  };
}

it('asks about a conflict of interest first, and then leads to the designation', async () => {
  const { number, reference, page } = await aDesignation();
  const cora = await console.signIn('cora', 'case-worker', 'body:north-hub');
  const asked = await cora.get(page);
  expect(asked.location).toBe(`/helpdesk/cases/${reference}/conflict?designation=${number}`);
  const { location } = await cora.post(asked.location, { conflict: 'none' });
  expect(location).toBe(page);
  expect((await cora.get(location)).body).toContain('Start a review');
});

it('finds designations by number as typed, and by programme and state', async () => {
  const { number, page } = await aDesignation();
  const typed = number.toLowerCase().replaceAll('-', ' ');
  expect((await casey.get(`/helpdesk/designations?number=${encodeURIComponent(typed)}`)).location).toBe(page);
  expect((await casey.get('/helpdesk/designations?number=LLE-1')).body).toContain('Enter the number of a designation');
  expect((await casey.get('/helpdesk/designations?programme=lle')).body).toContain(number);
  expect((await casey.get('/helpdesk/designations?programme=lle&state=ended')).body).not.toContain(number);
  const hana = await console.signIn('hana', 'case-worker', 'body:south-hub');
  expect((await hana.get('/helpdesk/designations?programme=lle')).body).not.toContain(number);
  expect((await hana.get(page)).status).toBe(404);
});

it('leads from the case to the designation', async () => {
  const { reference, page } = await aDesignation();
  expect((await casey.get(`/helpdesk/cases/${reference}/designation`)).location).toBe(page);
});

describe('what staff do to a designation', () => {
  it('needs a reason, which stands in the history with who gave it', async () => {
    const { act, state } = await aDesignation();
    expect((await act('pause', {})).body).toContain('Write a reason');
    expect(await state()).toBe('active');
    const { body } = await act('pause', { words: 'On leave until the summer.' });
    expect(body).toContain('The designation is paused');
    expect(body).toContain('On leave until the summer.');
    expect(body).toContain('casey');
    await act('resume', { words: 'Back at work.' });
    expect(await state()).toBe('active');
  });

  it('starts a review on a ground of the programme, and concludes it', async () => {
    const { act, state } = await aDesignation();
    const [ground] = LLE_2014.designation.reviewGrounds;
    expect((await act('review', { words: 'We heard something.' })).body).toContain('Choose a ground');
    const { body } = await act('review', { words: 'We heard something.', ground: ground?.id ?? '' });
    expect(body).toContain(ground?.wording.slice(0, 20));
    expect(await state()).toBe('under-review');
    await act('conclude', { words: 'Nothing in it.' });
    expect(await state()).toBe('active');
  });

  it('records a move to a school of the register only', async () => {
    const { act } = await aDesignation();
    expect((await act('school', { words: 'New post.', urn: '12' })).body).toContain('Enter the URN');
    expect((await act('school', { words: 'New post.', urn: '998999' })).body).toContain('No school of the register');
    expect((await act('school', { words: 'New post.', urn: '998001' })).body).toContain('Newlands Primary');
  });

  it('is not done to what somebody else has changed meanwhile, and loses nothing that was typed', async () => {
    const { act } = await aDesignation();
    await act('pause', { words: 'On leave.' });
    const late = await act('resume', { version: '1', words: 'Typed with care.' });
    expect(late).toMatchObject({ status: 409, body: expect.stringContaining('Typed with care.') });
    expect(late.body).toContain('Somebody else has changed this designation');
  });

  it('ends it for good, with words when it is taken away', async () => {
    const { act, page } = await aDesignation();
    expect((await act('end', { reason: 'removed' })).body).toContain('Write a reason');
    expect((await act('end', { reason: 'reversed' })).body).toContain('Choose why it ends');
    expect((await act('end', { reason: 'resigned' })).body).toContain('The designation has ended');
    expect((await casey.get(page)).body).toContain('The person gave it up');
    expect((await act('pause', { words: 'Again.' })).status).toBe(422);
  });
});
