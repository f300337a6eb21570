import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILLABLE } from '../../domain/endorsement.ts';
import { askReversal, confirmReversal } from '../../functions/acts/reverse-decision.ts';
import { reviewEligibility } from '../../functions/acts/review-eligibility.ts';
import { designationOf } from '../../functions/store/designation-rows.ts';
import { shardsOf } from '../../functions/store/keys.ts';
import { SLE_2018 } from '../../programmes/sle.ts';
import { anInspection } from '../domain/a-school.ts';
import { ANOTHER, OPEN, STAFF } from '../functions/an-application.ts';
import { People } from './people.ts';
import { type RunningWorkflow, readDefinition, runWorkflow, transitions } from './running-workflow.ts';

let workflow: RunningWorkflow;
let people: People;
beforeEach(async () => {
  workflow = await runWorkflow();
  people = new People(workflow);
  await workflow.moveTo(OPEN);
});
afterEach(() => workflow.end());

describe('an application on the straight path', () => {
  it('goes straight on, in seven transitions', async () => {
    const { reference, arn, person } = await people.apply();
    expect(await people.stateOf(reference)).toBe('awaiting-endorsements');
    await people.giveAll(reference);
    expect(await people.stateOf(reference)).toBe('awaiting-decision');
    await people.decide(reference, 'designate');
    await people.release(reference);
    expect(await people.stateOf(reference)).toBe('designated');
    expect(await designationOf(workflow.records, person, 'lle')).toMatch(/^LLE-/);

    const ended = await workflow.look(arn);
    expect(ended.status).toBe('SUCCEEDED');
    expect(transitions(ended)).toEqual([
      'Check eligibility',
      'Seek endorsements',
      'Await endorsement',
      'Await endorsement',
      'Settle endorsements',
      'Await decision',
      'Carry out the decision',
    ]);
  });

  it('is declined with reasons', async () => {
    const { reference, arn } = await people.apply();
    await people.giveAll(reference);
    await people.decide(reference, 'decline');
    await people.release(reference);
    expect(await people.file(reference)).toMatchObject({
      case: { state: 'declined', ended: { reasons: ['experience'] } },
    });
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'declined' });
  });

  it('is run by the same workflow for another programme', async () => {
    const round = { body: 'ts-1' };
    const { reference, arn, person } = await people.apply({ programme: SLE_2018, round });
    await people.giveAll(reference);
    await people.decide(reference, 'designate');
    await people.release(reference);
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'designated' });
    expect(await designationOf(workflow.records, person, 'sle')).toMatch(/^SLE-/);
  });

  it('comes to its end when each function is lost after its work', async () => {
    for (const name of ['CheckEligibility', 'SettleEndorsements', 'CarryOutDecision'] as const) workflow.lose(name, 2);
    const { reference, arn } = await people.apply();
    await workflow.moveTo(new Date(workflow.now().getTime() + 120_000));
    await people.giveAll(reference);
    await workflow.moveTo(new Date(workflow.now().getTime() + 120_000));
    await people.decide(reference, 'designate');
    await people.release(reference);
    await workflow.moveTo(new Date(workflow.now().getTime() + 120_000));
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'designated' });
    const { events } = await people.file(reference);
    expect(events.map(({ what }) => what).filter((what) => what === 'designated')).toHaveLength(1);
  });
});

describe('eligibility', () => {
  it('ends by a declaration that the applicant made', async () => {
    const { reference, arn } = await people.apply({ answers: { time: 'no' } });
    expect(await people.file(reference)).toMatchObject({
      case: { state: 'ineligible', ended: { reasons: ['LLE-P7'] } },
    });
    const ended = await workflow.look(arn);
    expect(ended.status).toBe('SUCCEEDED');
    expect(transitions(ended)).toEqual([
      'Check eligibility',
      'Seek endorsements',
      'Settle endorsements',
      'Await decision',
      'What does it wait for instead?',
      'The case is over',
    ]);
  });

  const inspection = anInspection({ overall: 'inadequate', leadershipAndManagement: 'inadequate' });

  it.each([
    ['approve', 'awaiting-endorsements'],
    ['refuse', 'ineligible'],
  ] as const)('goes on as the helpdesk says: %s', async (word, state) => {
    const { reference } = await people.apply({ school: { inspection } });
    expect(await people.stateOf(reference)).toBe('eligibility-review');
    // the time-out looks again, and waits on
    await workflow.moveTo(new Date(workflow.now().getTime() + 31 * 86_400_000));
    const reasons = [{ criterion: 'LLE-S1', reason: 'A monitoring visit since.' }];
    await workflow.act((desk) => reviewEligibility(desk, { reference, by: STAFF, word, reasons }));
    expect(await people.stateOf(reference)).toBe(state);
  });
});

it('waits at slots exactly as long as they can be filled, and notes stops where the sweep looks', () => {
  const definition = readDefinition();
  for (const state of FILLABLE) expect(definition).toContain(`":${state}": { "S": "${state}" }`);
  expect(shardsOf('DUE', 'byDue')).toContain(/"DUE#\d"/.exec(definition)?.[0].replaceAll('"', ''));
});

describe('a decision that was carried out', () => {
  it('is reversed by two people, both ways', async () => {
    const { reference, person } = await people.apply();
    await people.giveAll(reference);
    await people.decide(reference, 'decline');
    await people.release(reference);
    const ask = () => workflow.act((desk) => askReversal(desk, { reference, by: STAFF, reason: 'We misread it.' }));
    const confirm = (by: typeof STAFF | typeof ANOTHER) =>
      workflow.act((desk) => confirmReversal(desk, { reference, by }));
    await ask();
    await expect(confirm(STAFF)).rejects.toMatchObject({ word: 'same-person' });
    await confirm(ANOTHER);
    expect(await people.stateOf(reference)).toBe('designated');
    expect(await designationOf(workflow.records, person, 'lle')).toMatch(/^LLE-/);
    await expect(confirm(ANOTHER)).rejects.toMatchObject({ word: 'not-asked' });
    await ask();
    await confirm(ANOTHER);
    expect(await people.stateOf(reference)).toBe('declined');
    expect(await designationOf(workflow.records, person, 'lle')).toBeUndefined();
  });
});
