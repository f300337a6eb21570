import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerInformation } from '../../functions/acts/answer-information.ts';
import { declineEndorsement } from '../../functions/acts/decline-endorsement.ts';
import { extendEndorsement } from '../../functions/acts/extend-endorsement.ts';
import { giveEndorsement } from '../../functions/acts/give-endorsement.ts';
import { releaseDecision } from '../../functions/acts/release-decision.ts';
import { replaceEndorser } from '../../functions/acts/replace-endorser.ts';
import { requestInformation } from '../../functions/acts/request-information.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { anInspection } from '../domain/a-school.ts';
import { APPLICANT, anEndorsement, aSubmission, OPEN, STAFF } from '../functions/an-application.ts';
import { People } from './people.ts';
import { type RunningWorkflow, runWorkflow, transitions } from './running-workflow.ts';

const BODY = 'governing-body';
const OTHER = 'authority-or-professional';
const DUE = '2027-04-09T16:00:00Z';
const endorser = { name: 'Somebody Else', email: 'else@endorsers.example', role: 'chair' };

let workflow: RunningWorkflow;
let people: People;
beforeEach(async () => {
  workflow = await runWorkflow();
  people = new People(workflow);
  await workflow.moveTo(OPEN);
});
afterEach(() => workflow.end());

describe('while endorsements are awaited', () => {
  it('an endorser who declined is replaced, and the workflow notices nothing', async () => {
    const { reference, arn } = await people.apply();
    const asked = { reference, slot: BODY, request: '1' };
    const declining = () => workflow.act((desk) => declineEndorsement(desk, { ...asked, reason: 'no-time' }));
    expect([await declining(), await declining()]).toEqual(['declined', 'already-declined']);
    const replacing = () => workflow.act((desk) => replaceEndorser(desk, { ...asked, by: APPLICANT, endorser }));
    expect([await replacing(), await replacing()]).toEqual([
      { word: 'asked', request: '2' },
      { word: 'same', request: '2' },
    ]);
    await people.giveAll(reference);
    expect(await people.stateOf(reference)).toBe('awaiting-decision');
    expect(transitions(await workflow.look(arn))).toHaveLength(6);
    const { requests } = await people.file(reference);
    expect(requests.filter(({ slot }) => slot === BODY).map(({ state }) => state)).toEqual(['declined', 'given']);
  });

  it('two endorsers can answer at once', async () => {
    const { reference } = await people.apply();
    await Promise.all([people.give(reference, BODY), people.give(reference, OTHER)]);
    expect(await people.stateOf(reference)).toBe('awaiting-decision');
  });

  it('an endorser who answers while being replaced wins, or is replaced: never both', async () => {
    const { reference } = await people.apply();
    const [rules] = LLE_2014.endorsements.slots;
    const asked = { reference, slot: BODY, request: '1' };
    if (!rules) throw new Error('no slots');
    const both = await Promise.allSettled([
      workflow.act((desk) => giveEndorsement(desk, { ...asked, given: anEndorsement(rules), ipClass: '' })),
      workflow.act((desk) => replaceEndorser(desk, { ...asked, by: APPLICANT, endorser })),
    ]);
    const slot = (await people.file(reference)).slots.find(({ slot: id }) => id === BODY);
    const given = slot?.state === 'given';
    expect(both.map(({ status }) => status)).toEqual(given ? ['fulfilled', 'rejected'] : ['rejected', 'fulfilled']);
    expect(slot?.request).toBe(given ? '1' : '2');
  });

  it('a due date that is put back lets the workflow wait anew', async () => {
    const { reference } = await people.apply();
    await people.give(reference, OTHER);
    const dueAt = new Date('2027-04-20T16:00:00Z');
    const reason = 'Illness of the chair.';
    await workflow.act((desk) => extendEndorsement(desk, { reference, slot: BODY, dueAt, by: STAFF, reason }));
    await workflow.moveTo('2027-04-20T15:59:59Z');
    expect(await people.stateOf(reference)).toBe('awaiting-endorsements');
    await people.give(reference, BODY);
    expect(await people.stateOf(reference)).toBe('awaiting-decision');
  });

  it('ends without endorsements when one stays silent, after every chaser at its hour', async () => {
    const { reference, arn } = await people.apply();
    await people.give(reference, OTHER);
    for (const day of [1, 7, 8, 9, 14, 16, 20, 28, 30, 60, 86, 88]) {
      await workflow.moveTo(new Date(OPEN.getTime() + day * 86_400_000 + 900_000));
      await workflow.sweep();
    }
    const { case: row, slots, events } = await people.file(reference);
    expect(row).toMatchObject({ state: 'not-endorsed', ended: { reasons: [BODY] } });
    expect(slots.map(({ state }) => state).sort()).toEqual(['given', 'lapsed']);
    expect(
      events.filter(({ what }) => what === 'chased').map(({ at, messages }) => [at.slice(0, 10), messages]),
    ).toEqual([
      ['2027-01-19', ['endorsement-chaser']],
      ['2027-01-21', ['endorser-waiting']],
      ['2027-01-26', ['endorsement-chaser']],
      ['2027-01-28', ['endorser-replace']],
      ['2027-02-09', ['endorsement-chaser']],
      ['2027-02-11', ['endorser-replace']],
      ['2027-04-08', ['endorsement-last-call']],
    ]);
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'not-endorsed' });
    expect(await workflow.sweep()).toMatchObject({ due: expect.any(Number) });
  });

  it('lapses at its hour even when nobody sweeps', async () => {
    const { reference } = await people.apply();
    await workflow.moveTo(new Date(Date.parse(DUE) - 1000));
    expect(await people.stateOf(reference)).toBe('awaiting-endorsements');
    await workflow.moveTo(DUE);
    expect(await people.stateOf(reference)).toBe('not-endorsed');
  });
});

describe('an application is withdrawn', () => {
  const inspection = anInspection({ overall: 'inadequate' });

  it.each([
    ['under review', { school: { inspection } }, async () => {}],
    ['awaiting endorsements', {}, (reference: string) => people.give(reference, BODY)],
    ['awaiting its decision', {}, (reference: string) => people.giveAll(reference)],
  ])('%s, and its workflow ends', async (_, wanted, before) => {
    const { reference, arn } = await people.apply(wanted);
    await before(reference);
    const withdrawing = () =>
      workflow.act((desk) => withdraw(desk, { reference, by: APPLICANT, reason: 'changed-post', words: 'New post.' }));
    expect([await withdrawing(), await withdrawing()]).toEqual(['withdrawn', 'already-withdrawn']);
    expect(await people.stateOf(reference)).toBe('withdrawn');
    expect((await workflow.look(arn)).status).toBe('SUCCEEDED');
  });

  it('before its workflow has started, which then has nothing to do', async () => {
    const { reference } = await aSubmission(workflow.desk());
    await workflow.act((desk) => withdraw(desk, { reference, by: APPLICANT, reason: 'other' }));
    const arn = await workflow.start(reference);
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'ended' });
  });

  it('or decided, when both are done at once', async () => {
    const { reference, arn } = await people.apply();
    await people.giveAll(reference);
    await people.decide(reference, 'designate');
    const both = await Promise.allSettled([
      workflow.act((desk) => releaseDecision(desk, { reference, by: STAFF })),
      workflow.act((desk) => withdraw(desk, { reference, by: APPLICANT, reason: 'other' })),
    ]);
    const state = await people.stateOf(reference);
    const released = state === 'designated';
    expect(both.map(({ status }) => status)).toEqual(released ? ['fulfilled', 'rejected'] : ['rejected', 'fulfilled']);
    expect(state).toBe(released ? 'designated' : 'withdrawn');
    expect((await workflow.look(arn)).status).toBe('SUCCEEDED');
  });
});

describe('a decision', () => {
  it('waits for the answer to a question, or for its due date', async () => {
    const { reference } = await people.apply();
    const asks = { reference, by: STAFF, asks: 'Which report names you?' };
    const { request } = await workflow.act((desk) => requestInformation(desk, asks));
    await people.giveAll(reference);
    await people.decide(reference, 'designate');
    await expect(people.release(reference)).rejects.toMatchObject({ word: 'awaiting-information' });
    const answer = { reference, request, answer: 'That of 2024.' };
    const answering = () => workflow.act((desk) => answerInformation(desk, answer));
    expect([await answering(), await answering()]).toEqual(['answered', 'already-answered']);
    const { dueAt } = await workflow.act((desk) => requestInformation(desk, asks));
    await workflow.moveTo(dueAt);
    await workflow.sweep();
    expect([await people.release(reference), await people.release(reference)]).toEqual([
      'released',
      'already-released',
    ]);
    expect(await people.stateOf(reference)).toBe('designated');
  });
});

describe('what is lost', () => {
  it('is done by the sweep: a wake-up', async () => {
    const { reference } = await people.apply();
    await people.give(reference, BODY);
    const lost = vi.spyOn(workflow.desk().workflows, 'send').mockRejectedValue(new Error('lost'));
    await people.give(reference, OTHER);
    expect(await people.stateOf(reference)).toBe('awaiting-endorsements');
    lost.mockRestore();
    await workflow.moveTo(new Date(workflow.now().getTime() + 60_000));
    await workflow.sweep();
    expect(await people.stateOf(reference)).toBe('awaiting-decision');
  });

  it('is done by the sweep: the start of a workflow, and a workflow that stopped', async () => {
    workflow.lose('CheckEligibility', 100);
    const { reference, arn } = await people.apply();
    await workflow.moveTo(new Date(workflow.now().getTime() + 600_000));
    expect((await workflow.look(arn)).status).toBe('FAILED');
    workflow.lose('CheckEligibility', 0);
    await workflow.sweep();
    expect((await people.file(reference)).case).toMatchObject({ run: 2, state: 'awaiting-endorsements' });
    await people.giveAll(reference);
    expect(await people.stateOf(reference)).toBe('awaiting-decision');
  });
});
