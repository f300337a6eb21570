import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Call } from '../../commands/cases/call.ts';
import { roundRefusal } from '../../commands/rounds/refusal.ts';
import { SUBCOMMANDS, USAGE, usageOf } from '../../commands/rounds/subcommands.ts';
import { knowPerson } from '../../functions/acts/know-person.ts';
import { makeReport } from '../../functions/figures/make-report.ts';
import { getGate, getRound, listRounds } from '../../functions/store/round-row.ts';
import { aDesk, aFullDraft, aSubmission, OPEN } from '../functions/an-application.ts';
import { runTable, type TestTable } from '../functions/records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const BEFORE = new Date('2026-12-01T09:00:00Z');

/** Runs `npm run rounds` but for the way to a home; gives the lines that it prints. */
async function rounds(at: Date, ...[name = '', ...args]: string[]): Promise<readonly string[]> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new Error(`no subcommand ${name}`);
  return subcommand.run({ records: table.records, at }, new Call(subcommand, args));
}

async function preview(at: Date, ...[name = '', ...args]: string[]): Promise<readonly string[]> {
  const subcommand = SUBCOMMANDS.get(name);
  return (await subcommand?.preview?.({ records: table.records, at }, new Call(subcommand, args))) ?? [];
}

const refusal = async (at: Date, ...args: string[]) =>
  roundRefusal(await rounds(at, ...args).catch((error: unknown) => error));

/** A round of a body of its own overlaps no other. */
const apart = () => ({ round: { body: randomUUID() } });

const titled = (...more: string[]) => ['create', '--title', 'Spring 2027', '--programme', 'lle', ...more];

const named = (line: string | undefined) => line?.replace('round ', '') ?? '';

it('makes a round with the usual times of its programme, and all copies of its gate', async () => {
  const lines = await rounds(BEFORE, ...titled('--opens', '2027-01-04T09:00'));
  expect(lines).toEqual([
    'Spring 2027',
    'opens             Monday 4 January 2027 at 9am (UK time)',
    'closes            Monday 15 February 2027 at 5pm (UK time)',
    'endorsements due  Monday 22 March 2027 at 5pm (UK time)',
    'decisions due     Monday 19 April 2027 at 5pm (UK time)',
    'It opens, reminds and closes by itself. What it does next: show lle-2027-01-04',
    'round lle-2027-01-04',
  ]);
  const { round } = await getRound(table.records, 'lle-2027-01-04');
  for (let look = 0; look < 20; look++) {
    expect((await getGate(table.records, round.id)).gate.closes).toEqual(round.closes);
  }
  expect(await listRounds(table.records, 'lle')).toContainEqual(round);
  const listed = await rounds(OPEN, 'list', '--programme', 'lle');
  expect(listed[0]).toMatch(/^lle-2027-01-04 {2}Spring 2027: opens Monday .* \(open\)$/);
});

it('takes rounds of teaching schools for programmes that they designate', async () => {
  const sle = ['create', '--programme', 'sle', '--title', 'Summer', '--opens', '2027-01-04T09:00', '--body', 'ts-1'];
  expect((await rounds(BEFORE, ...sle)).at(-1)).toBe('round sle-ts-1-2027-01-04');
});

it.each([
  [['--programme', 'nle'], 'give --programme once'],
  [['--opens', '2030-01-04T09:00', '--body', 'ts-1'], 'leave --body out: rounds of this programme are national'],
  [['--opens', '2030-01-04T00:00'], '--opens 2030-01-04T00:00: people disagree about which day midnight ends'],
  [['--opens', '2030-03-31T01:30'], 'the clocks skip this hour'],
  [['--opens', '2030-01-04T09:00', '--closes', '2030-01-05T09:00'], '--closes must be 7 days or more after --opens'],
  [['--opens', '2020-01-06T09:00'], 'it would close in the past'],
  [['--opens', '2030-02-30T09:00'], '--opens 2030-02-30T09:00: there is no such day or time'],
  [['--opens', '2030-01-04T09:00', '--capacity', 'few'], '--capacity few is no number'],
  [[], '--opens is missing'],
])('refuses a round with %j and says why', async (more, why) => {
  expect(await refusal(BEFORE, ...titled(...more))).toContain(why);
});

it('points to weekends and bank holidays', async () => {
  const lines = await rounds(BEFORE, ...titled('--opens', '2028-01-08T09:00', '--closes', '2028-04-17T17:00'));
  expect(lines.filter((line) => line.startsWith('look again'))).toEqual([
    'look again: --opens falls on a weekend: nobody answers questions then',
    'look again: --closes falls on a bank holiday: nobody answers questions then',
  ]);
});

it('says what is wrong with a programme, and with a file, that there is not', async () => {
  expect(await refusal(OPEN, 'list', '--programme', 'xyz')).toBe('there is no programme "xyz": lle, sle');
  const { round } = await aFullDraft(aDesk(table.records), apart());
  expect(await refusal(OPEN, 'report', round.id, '--csv', '/nowhere/report.csv')).toContain(
    '/nowhere/report.csv cannot be written: ENOENT',
  );
});

it('changes a round that has not opened, and says what to do with one that has', async () => {
  const id = named((await rounds(BEFORE, ...titled('--opens', '2029-01-08T09:00'))).at(-1));
  const change = ['change', id, '--title', 'Winter', '--capacity', '40', '--as', 'pat'];
  expect((await rounds(BEFORE, ...change)).at(-1)).toBe('changed');
  expect((await getRound(table.records, id)).round).toMatchObject({ title: 'Winter', capacity: 40 });
  expect(await refusal(new Date('2029-01-09T09:00:00Z'), ...change)).toContain('its dates can only be put back now');
  expect(await refusal(BEFORE, ...change.slice(0, -2))).toContain('say who you are: --as NAME');
  expect(await refusal(BEFORE, 'change', id, '--as', 'pat')).toContain('say what to change: --title');
  expect(await refusal(BEFORE, ...change, '--no-capacity')).toBe('give --capacity or --no-capacity, not both');
});

describe('of a round that is open', () => {
  it('says who is told before dates are put back', async () => {
    const desk = aDesk(table.records);
    const { round } = await aFullDraft(desk, apart());
    const extend = ['extend', round.id, '--closes', '2027-03-05T17:00', '--reason', 'The form was down', '--as', 'pat'];
    const asked = await preview(OPEN, ...extend);
    expect(asked).toContain(
      '--closes: Friday 5 March 2027 at 5pm (UK time), instead of Friday 26 February 2027 at 5pm (UK time)',
    );
    expect(asked).toContain('1 person who has not sent, and 0 endorsers without an answer, are told by email.');
    expect((await getRound(table.records, round.id)).round.closes.wallClock, 'nothing done yet').toBe(
      '2027-02-26T17:00',
    );
    expect((await rounds(OPEN, ...extend)).at(-1)).toBe('extended');
    expect((await getRound(table.records, round.id)).round.closes.wallClock).toBe('2027-03-05T17:00');
  });

  it('says how many applications end before it is cancelled', async () => {
    const { round } = await aSubmission(aDesk(table.records), apart());
    const cancel = ['cancel', round.id, '--reason', 'The scheme ends', '--as', 'pat'];
    expect((await preview(OPEN, ...cancel))[0]).toBe(
      'Spring 2027: 1 application ends, and whoever made them is told by email.',
    );
    expect((await rounds(OPEN, ...cancel)).at(-1)).toBe('cancelled');
    expect((await rounds(OPEN, ...cancel)).at(-1)).toBe('already-cancelled');
  });

  it('says who is told before it is closed early, and closes itself at its time without a word', async () => {
    const { round } = await aFullDraft(aDesk(table.records), apart());
    const close = ['close', round.id, '--as', 'pat'];
    expect(await refusal(OPEN, ...close)).toBe('--reason is missing');
    const early = [...close, '--reason', 'All places are taken', '--closes', '2027-02-12T17:00'];
    const asked = await preview(OPEN, ...early);
    expect(asked).toContain('closes            Friday 12 February 2027 at 5pm (UK time)');
    expect(asked).toContain('1 person with a draft and 0 people on the list of the programme are told by email.');
    expect((await rounds(OPEN, ...early)).at(-1)).toBe('closed-early');
    expect((await getRound(table.records, round.id)).round.closes.wallClock).toBe('2027-02-12T17:00');
    const after = new Date('2027-02-12T17:00:00Z');
    expect(await refusal(OPEN, ...early)).toBe(
      '--closes must lie ahead, and be earlier than Friday 12 February 2027 at 5pm (UK time)',
    );
    expect(await preview(after, ...close), 'nobody is asked').toEqual([]);
    expect(await rounds(after, ...close)).toEqual(['closed']);
  });

  it('shows what it does next and how many applications are where, since when', async () => {
    const { round } = await aSubmission(aDesk(table.records), apart());
    const lines = await rounds(new Date('2027-02-25T10:00:00Z'), 'show', round.id);
    expect(lines).toContain('  close                 Friday 26 February 2027 at 5pm (UK time)');
    expect(lines).toContain('  Sent, being checked               1, the oldest waiting for 44 days');
    expect(lines.at(-1)).toBe('state open');
  });
});

describe('of a round that has closed', () => {
  const CLOSED = new Date('2027-03-01T09:00:00Z');

  it('opens again, and lets one person in late', async () => {
    const desk = aDesk(table.records);
    const { round } = await aFullDraft(desk, apart());
    const email = `${randomUUID()}@school.example`;
    const pass = [
      'late-pass',
      round.id,
      '--email',
      email,
      '--until',
      '2027-03-05T17:00',
      '--reason',
      'Ill',
      '--as',
      'pat',
    ];
    expect(await refusal(CLOSED, ...pass)).toContain('have them sign in first');
    await knowPerson(desk, { email });
    expect(await refusal(OPEN, ...pass)).toBe('refused (not-closed): it has not closed: everybody can apply');
    expect(await rounds(CLOSED, ...pass)).toEqual(['until Friday 5 March 2027 at 5pm (UK time)', 'given']);

    await rounds(CLOSED, 'close', round.id, '--as', 'pat');
    const reopen = ['reopen', round.id, '--until', '2027-03-03T17:00', '--reason', 'Storm', '--as', 'pat'];
    expect((await preview(CLOSED, ...reopen)).slice(-2)).toEqual([
      '1 person who has not sent, and 0 people on the list of the programme, are told by email.',
      'Open it again, from now on?',
    ]);
    const lines = await rounds(CLOSED, ...reopen);
    expect(lines).toContain('open again until  Wednesday 3 March 2027 at 5pm (UK time)');
    expect(lines.at(-1)).toBe('reopened');
  });

  it('reports as a page and as a table, so far and when it is completed', async () => {
    const { round } = await aSubmission(aDesk(table.records), apart());
    const file = join(await mkdtemp(join(tmpdir(), 'report-')), 'report.csv');
    const lines = await rounds(CLOSED, 'report', round.id, '--csv', file);
    expect(lines).toContain('  Sent it                           1 (100%)');
    expect(lines.at(-1)).toBe('so-far');
    const csv = await readFile(file, 'utf8');
    expect(csv.split('\r\n')[0]).toBe('part,name,reason,cases,median_days,p90_days');
    expect(csv).toContain('funnel,submitted,,1,,\r\n');
    expect(csv).toContain('step,writing,,1,0.00,0.00\r\n');

    expect(await makeReport({ records: table.records, at: CLOSED }, round)).toBe('made');
    expect(await makeReport({ records: table.records, at: CLOSED }, round)).toBe('made-before');
    expect((await rounds(CLOSED, 'report', round.id)).at(-1)).toBe('completed');
  });
});

it('explains itself, and each of its subcommands', () => {
  for (const [name, subcommand] of SUBCOMMANDS) {
    expect(USAGE).toContain(`  ${name}`);
    for (const option of [...subcommand.options, ...(subcommand.flags ?? [])]) {
      expect(usageOf(name, subcommand), `${name} --${option}`).toContain(`--${option}`);
    }
  }
});
