import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { criteriaToMark } from '../../../domain/decision.ts';
import { makeReference } from '../../../domain/reference.ts';
import type { Round } from '../../../domain/round.ts';
import { checkCase } from '../../../functions/acts/eligibility-facts.ts';
import { markCriteria } from '../../../functions/acts/mark-criteria.ts';
import { LARGE_RELEASE } from '../../../functions/helpdesk/permissions.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { changeCase, getCase, putCase } from '../../../functions/store/case-row.ts';
import { getConflict } from '../../../functions/store/conflict-row.ts';
import { type DecisionRow, decisionRow } from '../../../functions/store/decision-rows.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { changePerson, newPerson } from '../../../functions/store/person-row.ts';
import { putRound } from '../../../functions/store/round-row.ts';
import { putSchool } from '../../../functions/store/school-row.ts';
import { putStaffSchool } from '../../../functions/store/staff-school-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { aRound } from '../../domain/a-round.ts';
import { aSchool } from '../../domain/a-school.ts';
import { aDesk, OPEN, STAFF } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser, SeenPage } from '../web/browser.ts';
import { Console, staffIdOf } from './console.ts';

let table: TestTable;
let console: Console;
beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
});
afterAll(() => table.end());

const PROVISIONAL = { state: 'provisional', outcome: 'designate', decidedBy: 'dana' } as const;
const DECLINED: Partial<DecisionRow> = {
  ...PROVISIONAL,
  outcome: 'decline',
  declineReasons: [LLE_2014.decision.declineReasons[0]?.id ?? ''],
};

async function aRoundWith(...decisions: readonly Partial<DecisionRow>[]) {
  const round = aRound({ id: randomUUID(), body: 'north-hub' });
  await table.records.transact(putRound(round));
  const references: string[] = [];
  for (const decision of decisions) references.push(await aCaseToDecide(round, decision));
  return { round, references, path: `/helpdesk/rounds/${round.id}/decisions` };
}

async function aCaseToDecide(round: Round, decision: Partial<DecisionRow>): Promise<string> {
  const { records } = table;
  const reference = makeReference('LLE', randomBytes(64));
  const { person, writes } = await newPerson(records, `${reference}@school.example`);
  await records.transact(writes);
  const [name, state, since] = [`Robin ${reference.slice(-4)}`, 'awaiting-decision', OPEN.toISOString()] as const;
  const { id, programme, generation, body } = round;
  const row = {
    reference,
    programme,
    generation,
    round: id,
    body,
    person,
    state,
    run: 1,
    startedAt: since,
    version: 1,
  };
  await records.transact([
    changePerson(person, { name }),
    putCase({ kind: 'case', ...row, card: { name, state, since } }, () => new Error('taken')),
    {
      Put: {
        Item: {
          ...rowKeys.decision(reference),
          kind: 'decision',
          reference,
          state: 'awaited',
          version: 1,
          ...decision,
        },
      },
    },
  ]);
  return reference;
}

const decisionOn = (reference: string) => table.records.get(rowKeys.decision(reference), decisionRow);
const ticks = async (references: readonly string[]) =>
  Promise.all(references.map(async (one) => `${one} ${(await getCase(table.records, one)).version}`));

const signIn = (name: string) => console.signIn(name, 'decider', 'body:north-hub');

/** Somebody who has declared to have no interest in any of the cases. */
async function aDecider(name: string, path: string, references: readonly string[]): Promise<Browser> {
  const browser = await signIn(name);
  await browser.get(path);
  await browser.send(`${path}/declare`, { case: await ticks(references) });
  return browser;
}

const fingerprintIn = ({ body }: SeenPage) => /name="fingerprint" value="(\w+)"/.exec(body)?.[1] ?? '';

async function release(browser: Browser, path: string, to = ''): Promise<SeenPage> {
  const shown = await browser.get(`${path}/release`);
  return browser.send(`${path}/release${to}`, { fingerprint: fingerprintIn(shown), agree: 'yes' });
}

it('shows of a case nothing but its card to whoever has not declared, and lets them decide nothing', async () => {
  const { references, path } = await aRoundWith(PROVISIONAL);
  const devi = await signIn('devi');
  const { body } = await devi.get(path);
  expect(body).toContain(references[0]);
  expect(body).toContain('Say first whether you have a conflict');
  expect(body).not.toContain('>Designate</td>');
  expect((await devi.post(`${path}/take-back`, { case: await ticks(references) })).status).toBe(422);
  expect((await devi.get(`${path}/release`)).body).not.toContain('Congratulations');
  expect(await decisionOn(references[0] ?? '')).toMatchObject({ state: 'provisional' });
});

it('takes no denial of several interests for a case in which something speaks for one', async () => {
  const { references, path } = await aRoundWith(PROVISIONAL, PROVISIONAL);
  const [near = '', far = ''] = references;
  const school = aSchool({ urn: '996001' });
  const dina = await signIn('dina');
  await table.records.transact([
    putSchool({ kind: 'school', school }),
    putStaffSchool(staffIdOf('dina'), school.urn),
    changeCase(await getCase(table.records, near), { school: school.urn }),
  ]);
  await dina.get(path);
  const { body } = await dina.post(`${path}/declare`, { case: await ticks(references) });
  expect(body).toContain(`${near}: Something speaks for a conflict of interest`);
  expect(await getConflict(table.records, near, staffIdOf('dina'))).toBeUndefined();
  expect(await getConflict(table.records, far, staffIdOf('dina'))).toMatchObject({ word: 'none' });
});

it('lets nobody release who has a conflict of interest in one of the cases', async () => {
  const { references, path } = await aRoundWith(PROVISIONAL, PROVISIONAL);
  const devi = await aDecider('devi', path, references.slice(1));
  await devi.get(path);
  await devi.post(`/helpdesk/cases/${references[0]}/conflict`, { conflict: 'conflicted' });
  expect((await release(devi, path)).status).toBe(422);
  expect(await decisionOn(references[1] ?? '')).toMatchObject({ state: 'provisional' });
});

it('designates the ticked whose criteria are marked, and says of the others why not', async () => {
  const { round, references, path } = await aRoundWith({}, {});
  const [marked = '', bare = ''] = references;
  const file = await readCaseFile(table.records, marked);
  const toMark = criteriaToMark(checkCase(file, undefined, OPEN).findings);
  const marks = toMark.map((criterion) => ({ criterion, mark: 'met', reason: 'Shown.' }) as const);
  await markCriteria(aDesk(table.records), { reference: marked, by: STAFF, marks });
  const devi = await aDecider('devi', path, references);
  const { status, body } = await devi.send(`${path}/designate`, { case: await ticks(references) });
  expect(status).toBe(422);
  expect(body).toContain(`${bare}: `);
  expect(body).not.toContain(`${marked}: `);
  expect(await decisionOn(marked)).toMatchObject({ state: 'provisional', outcome: 'designate' });
  expect(await decisionOn(bare)).toMatchObject({ state: 'awaited' });
  expect((await devi.get('/helpdesk/queues/releases')).body).toContain(marked);
  expect((await devi.get('/helpdesk/queues/decisions')).body).not.toContain(marked);
  expect((await devi.get(`/helpdesk/rounds/${round.id}`)).body).toContain('Decisions');
});

it('marks all that are left as met with one reason, which explains nothing else, and goes on to the decision when that is asked for', async () => {
  const { references, path } = await aRoundWith({});
  const [reference = ''] = references;
  const dora = await aDecider('dora', path, references);
  const page = `/helpdesk/cases/${reference}/marks`;
  const mark = async (fields: Record<string, string>) =>
    dora.send(page, { version: String((await getCase(table.records, reference)).version), ...fields });
  const { body } = await dora.get(page);
  const [first = '', ...rest] = [...body.matchAll(/name="mark-([^"]+)"/g)].map(([, id = '']) => id);
  expect((await mark({ others: 'met' })).body).toContain(`${first}: Write a reason`);
  for (const against of ['not-met', 'exception']) {
    const unexplained = await mark({ [`mark-${first}`]: against, others: 'met', reason: 'Shown in the answers.' });
    expect(unexplained).toMatchObject({ status: 422, body: expect.stringContaining(`${first}: Write a reason`) });
    expect((await readCaseFile(table.records, reference)).marks).toEqual([]);
  }
  const decision = await mark({
    [`mark-${first}`]: 'not-met',
    [`reason-${first}`]: 'Nothing is said of it.',
    others: 'met',
    reason: 'Shown in the answers.',
    next: 'decision',
  });
  expect(decision.title).toContain('Decide');
  const { marks } = await readCaseFile(table.records, reference);
  expect(marks.find(({ criterion }) => criterion === first)).toMatchObject({ mark: 'not-met' });
  for (const criterion of new Set(rest.filter((id) => id !== first))) {
    const shown = marks.find((one) => one.criterion === criterion);
    expect(shown).toMatchObject({ mark: 'met', reason: 'Shown in the answers.' });
  }
});

it('takes a decision back as long as it is not released, and not one that has changed since', async () => {
  const { references, path } = await aRoundWith(PROVISIONAL);
  const devi = await aDecider('devi', path, references);
  const shown = await ticks(references);
  expect((await devi.send(`${path}/take-back`, { case: shown })).body).toContain('is taken back');
  expect(await decisionOn(references[0] ?? '')).toMatchObject({ state: 'awaited' });
  expect(await decisionOn(references[0] ?? '')).not.toHaveProperty('outcome');
  const listed = async (queue: string) =>
    (await devi.get(`/helpdesk/queues/${queue}`)).body.includes(references[0] ?? 'none');
  expect([await listed('decisions'), await listed('releases')]).toEqual([true, false]);
  const late = await devi.send(`${path}/take-back`, { case: shown });
  expect(late).toMatchObject({ status: 422, body: expect.stringContaining('Somebody else has changed this case') });
});

it('shows letters of both kinds before a release, and releases what was shown once that is agreed to', async () => {
  const { references, path } = await aRoundWith(PROVISIONAL, PROVISIONAL, DECLINED, {}, { ...PROVISIONAL });
  const devi = await aDecider('devi', path, references);
  const shown = await devi.get(`${path}/release`);
  expect(shown.body).toContain('Release 4 decisions');
  expect(shown.body).toContain('Congratulations');
  expect(shown.body).toContain(LLE_2014.decision.declineReasons[0]?.wording);
  expect(shown.body.match(/<pre/g)).toHaveLength(3);
  const unasked = await devi.send(`${path}/release`, { fingerprint: fingerprintIn(shown) });
  expect(unasked).toMatchObject({ status: 422, body: expect.stringContaining('Tick the box') });
  await devi.send(`${path}/take-back`, { case: await ticks(references.slice(0, 1)) });
  const changed = await devi.send(`${path}/release`, { fingerprint: fingerprintIn(shown), agree: 'yes' });
  expect(changed).toMatchObject({ status: 422, body: expect.stringContaining('Decisions have changed') });
  expect((await release(devi, path)).body).toContain('The decision on 3 cases is released');
  expect(await Promise.all(references.map(async (one) => (await decisionOn(one))?.state))).toEqual([
    'awaited',
    'released',
    'released',
    'awaited',
    'released',
  ]);
});

it('has a second person confirm a large release, of exactly what was asked for', async () => {
  const many = Array.from({ length: LARGE_RELEASE + 1 }, () => PROVISIONAL);
  const { round, references, path } = await aRoundWith(...many);
  const devi = await aDecider('devi', path, references);
  expect((await release(devi, path)).body).toContain('You asked for the release');
  expect(await decisionOn(references[0] ?? '')).toMatchObject({ state: 'provisional' });
  expect((await devi.get(`${path}/release`)).body).toContain('Somebody else has to confirm it');
  expect((await release(devi, path, '/confirm')).status).toBe(422);

  const dan = await aDecider('dan', path, references);
  await dan.get(path);
  await dan.send(`${path}/take-back`, { case: await ticks(references.slice(0, 1)) });
  expect((await release(dan, path, '/confirm')).status).toBe(422);
  const another = await aCaseToDecide(round, PROVISIONAL);
  for (const one of [devi, dan]) await one.send(`${path}/declare`, { case: await ticks([another]) });
  expect((await release(devi, path)).body).toContain('You asked for the release');
  expect((await release(dan, path, '/confirm')).body).toContain(`on ${LARGE_RELEASE + 1} cases is released`);
  expect(await decisionOn(references[1] ?? '')).toMatchObject({ state: 'released' });
});

it('declines the ticked together, for reasons and with words that all of them get', async () => {
  const { references, path } = await aRoundWith({}, {}, {});
  const devi = await aDecider('devi', path, references);
  const marks = criteriaToMark(
    checkCase(await readCaseFile(table.records, references[0] ?? ''), undefined, OPEN).findings,
  ).map((criterion) => ({ criterion, mark: 'not-met', reason: 'Not shown.' }) as const);
  for (const reference of references) {
    await markCriteria(aDesk(table.records), { reference, by: STAFF, marks });
  }
  const ticked = await ticks(references.slice(0, 2));
  const asked = await devi.post(`${path}/decline`, { case: ticked });
  expect(asked.body).toContain('Decline 2 applications');
  const reasons = LLE_2014.decision.declineReasons[0]?.id ?? '';
  const unexplained = await devi.post(`${path}/decline`, { case: ticked, confirmed: 'yes', reasons });
  expect(unexplained).toMatchObject({ status: 422, body: expect.stringContaining('Write to the applicant why') });
  expect(await decisionOn(references[0] ?? '')).toMatchObject({ state: 'awaited' });
  const sent = { case: ticked, confirmed: 'yes', reasons, words: 'The work with other schools is not shown yet.' };
  expect((await devi.send(`${path}/decline`, sent)).body).toContain('2 cases provisionally declined');
  expect(await Promise.all(references.map(async (one) => (await decisionOn(one))?.outcome))).toEqual([
    'decline',
    'decline',
    undefined,
  ]);
  expect((await devi.get(`${path}/release`)).body).toContain('The work with other schools is not shown yet.');
});
