import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Call } from '../../commands/cases/call.ts';
import { refusalSentence } from '../../commands/cases/refusal.ts';
import { SUBCOMMANDS } from '../../commands/cases/subcommands.ts';
import { giveEndorsement } from '../../functions/acts/give-endorsement.ts';
import { knowPerson } from '../../functions/acts/know-person.ts';
import { startDraft } from '../../functions/acts/start-draft.ts';
import { createCarryOutDecision } from '../../functions/carry-out-decision/carry-out-decision.ts';
import { createCheckEligibility } from '../../functions/check-eligibility/check-eligibility.ts';
import { createSettleEndorsements } from '../../functions/settle-endorsements/settle-endorsements.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { claimMessage, getMessage, messageReported } from '../../functions/store/message-row.ts';
import { putTask } from '../../functions/store/task-row.ts';
import { anInspection } from '../domain/a-school.ts';
import { aDesk, anEndorsement, aSubmission, OPEN, type Wanted } from '../functions/an-application.ts';
import { runTable, type TestTable } from '../functions/records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const DOUBTFUL: Wanted = { school: { inspection: anInspection({ overall: 'inadequate' }) } };

/** Runs `npm run cases` but for the way to a home; gives the lines that it prints. */
async function cases(...[name = '', ...args]: string[]): Promise<readonly string[]> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new Error(`no subcommand ${name}`);
  return subcommand.run(aDesk(table.records), new Call(subcommand, args));
}

/** The word that it ends with. */
const outcome = async (...args: string[]) => (await cases(...args, '--as', 'dana')).at(-1);

/** The sentence with which it is refused. */
const refusal = async (...args: string[]) => refusalSentence(await cases(...args).catch((error: unknown) => error));

const workflow = () => ({ records: table.records, now: () => OPEN });

/** An application whose eligibility was checked. */
async function anApplication(wanted?: Wanted) {
  const { reference, round } = await aSubmission(aDesk(table.records), wanted);
  await createCheckEligibility(workflow())({ reference });
  return { reference, round: round.id };
}

/** An application with all of its endorsements. */
async function anEndorsedApplication() {
  const { reference } = await anApplication();
  const { programme, slots } = await readCaseFile(table.records, reference);
  for (const rules of programme.endorsements.slots) {
    const request = slots.find(({ slot }) => slot === rules.id)?.request ?? '';
    const given = { reference, slot: rules.id, request, given: anEndorsement(rules), ipClass: '192.0.2.0/24' };
    await giveEndorsement(aDesk(table.records), given);
  }
  await createSettleEndorsements({ ...workflow(), tellEndorsed: () => {} })({ reference });
  return reference;
}

const stateOf = async (reference: string) => (await readCaseFile(table.records, reference)).case.state;

describe('the review of eligibility', () => {
  it('is settled for an applicant by one reason for all that the register speaks against', async () => {
    const { reference } = await anApplication(DOUBTFUL);
    expect(await outcome('approve', reference, '--reason', 'Their own figures are newer.')).toBe('approved');
    const { eligibility, case: row } = await readCaseFile(table.records, reference);
    const notMet = eligibility?.findings.filter((one) => one.outcome === 'not-met').map(({ criterion }) => criterion);
    expect(eligibility).toMatchObject({ state: 'approved', review: { by: 'dana' } });
    expect(Object.keys(eligibility?.review?.reasons ?? {})).toEqual(notMet);
    expect(row.state).toBe('eligibility-review');
  });

  it('ends an application with a reason for each criterion', async () => {
    const { reference } = await anApplication(DOUBTFUL);
    const { eligibility } = await readCaseFile(table.records, reference);
    const notMet = eligibility?.findings.filter((one) => one.outcome === 'not-met') ?? [];
    const reasons = notMet.flatMap(({ criterion }) => ['--reason', `${criterion}=Inadequate = not enough.`]);
    expect(await refusal('refuse', reference, '--as', 'dana')).toMatch(/^refused \(reason-missing\): /);
    expect(await refusal('refuse', reference, '--reason', 'X-9=No.', '--as', 'dana')).toMatch('no criterion X-9');
    expect(await outcome('refuse', reference, ...reasons)).toBe('ineligible');
    expect(await stateOf(reference)).toBe('ineligible');
    expect((await cases('show', reference, '--texts')).at(-1)).toBe('state ineligible');
  });

  it('is refused where there is none', async () => {
    const { reference } = await anApplication();
    expect(await refusal('approve', reference, '--reason', 'Fine.', '--as', 'dana')).toBe(
      'refused (no-review): its eligibility is not under review',
    );
  });
});

describe('a decision', () => {
  it('is made of marks, released, and reversed by a second person', async () => {
    const reference = await anEndorsedApplication();
    expect(await refusal('decide', reference, 'designate', '--as', 'dana')).toMatch(
      /^refused \(not-marked\): the decision cannot be kept: not-marked LLE-/,
    );
    expect(await refusal('release', reference, '--as', 'dana')).toMatch(/^refused \(no-decision\)/);
    expect(await outcome('mark-all', reference, '--reason', 'Judged on paper.')).toBe('marked');
    expect(await cases('mark-all', reference, '--reason', 'Again.', '--as', 'dana')).toEqual(['marked']);
    expect(await outcome('decide', reference, 'designate')).toBe('provisionally-designate');
    expect(await outcome('release', reference)).toBe('released');
    expect(await outcome('release', reference)).toBe('already-released');
    await createCarryOutDecision(workflow())({ reference });
    expect(await stateOf(reference)).toBe('designated');

    expect(await outcome('reverse', reference, '--reason', 'The wrong Robin.')).toBe('reversal-asked');
    expect(await refusal('confirm-reversal', reference, '--as', 'dana')).toMatch(/^refused \(same-person\)/);
    expect((await cases('confirm-reversal', reference, '--as', 'omar')).at(-1)).toBe('reversed');
    expect(await stateOf(reference)).toBe('declined');
  });

  it('declines with reasons of the programme’s list, also by a mark of one criterion', async () => {
    const reference = await anEndorsedApplication();
    const { programme } = await readCaseFile(table.records, reference);
    const [reason] = programme.decision.declineReasons;
    await outcome('mark-all', reference, '--reason', 'Judged on paper.');
    const [criterion] = (await readCaseFile(table.records, reference)).marks;
    expect(await outcome('mark', reference, criterion?.criterion ?? '', 'not-met', '--reason', 'Not shown.')).toBe(
      'marked',
    );
    const words = ['--words', 'Not this time.'];
    expect(await refusal('decide', reference, 'decline', '--decline-reason', 'mood', ...words, '--as', 'dana')).toMatch(
      'unknown-decline-reason mood',
    );
    expect(await outcome('decide', reference, 'decline', '--decline-reason', reason?.id ?? '', ...words)).toBe(
      'provisionally-decline',
    );
  });
});

describe('for applicants, staff', () => {
  it('put back a due date, by London’s clocks', async () => {
    const { reference } = await anApplication();
    const slot = (await readCaseFile(table.records, reference)).slots[0];
    const extend = ['extend', reference, slot?.slot ?? '', '--reason', 'Ill.', '--until'];
    expect(await refusal(...extend, '2027-01-13T17:00', '--as', 'dana')).toMatch(/^refused \(not-later\)/);
    expect(await refusal(...extend, '2027-03-28T01:30', '--as', 'dana')).toMatch('does-not-exist');
    expect(await outcome(...extend, '2027-06-20T17:00')).toBe('extended');
    expect((await readCaseFile(table.records, reference)).slots[0]?.dueAt).toBe('2027-06-20T16:00:00.000Z');
  });

  it('name another endorser, remind, ask and withdraw', async () => {
    const { reference } = await anApplication();
    const slot = (await readCaseFile(table.records, reference)).slots[0]?.slot ?? '';
    const person = ['--name', 'Sam Other', '--role', 'chair', '--email'];
    expect(await refusal('replace', reference, slot, ...person, 'sam', '--as', 'dana')).toBe('sam is no email address');
    expect(await cases('replace', reference, slot, ...person, 'sam@other.example', '--as', 'dana')).toEqual([
      'request 2',
      'asked',
    ]);
    expect(await refusal('remind', reference, slot, '--as', 'dana')).toMatch(/^refused \(too-soon\): .* from Thursday/);
    expect(await refusal('remind', reference, 'nobody', '--as', 'dana')).toMatch(/^refused \(no-such-slot\)/);
    expect(await outcome('ask', reference, '--text', 'Which year was that?')).toBe('asked');
    expect(await refusal('ask', reference, '--text', 'And where?', '--as', 'dana')).toMatch(
      /^refused \(already-asked\)/,
    );
    expect(await outcome('withdraw', reference, '--reason', 'other')).toBe('withdrawn');
    expect(await outcome('withdraw', reference, '--reason', 'other')).toBe('already-withdrawn');
  });
});

describe('staff look at', () => {
  it('the cases of a round by state', async () => {
    const { reference, round } = await anApplication();
    expect(await cases('list', '--round', round)).toEqual([
      `${reference}  awaiting-endorsements  Tuesday 12 January 2027 at 10am (UK time)`,
      'cases 1',
    ]);
    expect(await cases('list', '--round', round, '--state', 'draft')).toEqual(['cases 0']);
    expect((await cases('list')).some((line) => line.startsWith(reference))).toBe(true);
    expect(await refusal('list', '--state', 'lost')).toMatch('--state lost is none of draft, submitted');
    expect(await refusal('list', '--round', 'lost')).toMatch(/^refused \(no-such-round\)/);
  });

  it('one case in plain words, and at what people wrote only when they ask for it', async () => {
    const reference = await anEndorsedApplication();
    await outcome('ask', reference, '--text', 'Which year was that?');
    const typed = reference.toLowerCase().replaceAll('-', ' ');
    const shown = (await cases('show', typed)).join('\n');
    expect(shown).toContain('school: Example Primary School');
    expect(shown).toContain('Endorser for governing-body');
    expect(shown).toMatch(/\n {2}1: open, due Tuesday 26 January 2027/);
    expect(shown).toMatch(/: information requested, 1, by staff \(dana\); mail: information needed\n/);
    expect(shown).toMatch(/\nstate awaiting-decision$/);
    const written = ['From my own knowledge.', 'Which year was that?'];
    expect(written.filter((text) => shown.includes(text))).toEqual([]);
    const whole = (await cases('show', reference, '--texts')).join('\n');
    expect(written.filter((text) => whole.includes(text))).toEqual(written);
  });
});

it.each([
  [['release', 'LLE-7K3M'], 'say who you are: --as NAME'],
  [['release', '--as', 'dana'], 'give REFERENCE (quote texts with spaces)'],
  [['release', 'LLE-7K3M', '--as', 'dana'], 'LLE-7K3M is no reference (not-a-reference): one is like LLE-2XCP-2TDE'],
  [['release', 'LLE-2XCP-2TDE', '--force', '--as', 'dana'], "Unknown option '--force'"],
  [['ask', 'LLE-2XCP-2TDE', '--as', 'dana'], '--text is missing'],
  [['ask', 'LLE-2XCP-2TDE', '--text', 'a', '--text', 'b', '--as', 'dana'], 'give --text once'],
  [['decide', 'LLE-2XCP-2TDE', 'maybe', '--as', 'dana'], 'maybe is none of designate, decline'],
])('says of %j what is wrong', async (args, sentence) => {
  expect(await refusal(...args)).toContain(sentence);
});

describe('a message that came back', () => {
  it('is let be, or sent again, by its name', async () => {
    const { reference } = await anApplication();
    const key = rowKeys.message(rowKeys.case(reference), 'endorsement-asked', 'governing-body-1', 1);
    const name = `CASE-${reference}_endorsement-asked_governing-body-1_1`;
    expect(await refusal('settle', name, 'let-be', '--as', 'dana')).toContain('refused (settled)');
    const message = await getMessage(table.records, key);
    if (!message) throw new Error('nobody was asked');
    const bounced = { ...message, claims: message.claims + 1 };
    await table.records.transact([claimMessage(message, 'a-sender', OPEN)]);
    const [reported, task] = [messageReported(bounced, 'bounce', OPEN, { sesMessageId: 'x' }), 'settle-message'];
    await table.records.transact([reported, putTask(reference, 'national', task, name, OPEN)]);
    expect(await cases('show', reference)).toContainEqual(expect.stringContaining(`settle message (${name})`));

    expect(await outcome('settle', name, 'let-be')).toBe('let-be');
    expect(await cases('show', reference)).not.toContain('Open tasks');
    expect(await outcome('settle', name, 'send-again')).toBe('send-again');
    expect(await getMessage(table.records, key)).toMatchObject({ state: 'owed' });
    expect(await refusal('settle', 'nonsense', 'went', '--as', 'dana')).toContain('no message');
  });
});

describe('people', () => {
  it('are written to at another address, and both are in the timeline', async () => {
    const { reference, email } = await aSubmission(aDesk(table.records));
    expect(await outcome('change-address', email, `new-${email}`)).toBe('changed');
    expect((await cases('show', reference)).join('\n')).toContain('address changed, by staff (dana)');
    expect(await refusal('change-address', 'nobody@school.example', 'x@school.example', '--as', 'dana')).toContain(
      'leads to nobody',
    );
  });

  it('who are the same become one, with the case; two who both apply in a round do not', async () => {
    const { email, round, reference } = await aSubmission(aDesk(table.records));
    const desk = aDesk(table.records);
    const other = `other-${email}`;
    const person = await knowPerson(desk, { email: other });
    expect(await outcome('merge', other, email)).toBe('merged');
    expect((await readCaseFile(table.records, reference)).case.person).toBe(person);
    const third = await knowPerson(desk, { email: `third-${email}` });
    await startDraft(desk, { round: round.id, person: third });
    expect(await refusal('merge', other, `third-${email}`, '--as', 'dana')).toContain('refused (not-mergeable)');
  });
});
