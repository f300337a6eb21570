import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { criteriaToMark } from '../../domain/decision.ts';
import { FILLABLE } from '../../domain/endorsement.ts';
import { answerInformation } from '../../functions/acts/answer-information.ts';
import { decide } from '../../functions/acts/decide.ts';
import { declineEndorsement } from '../../functions/acts/decline-endorsement.ts';
import { checkCase } from '../../functions/acts/eligibility-facts.ts';
import { extendEndorsement } from '../../functions/acts/extend-endorsement.ts';
import { giveEndorsement } from '../../functions/acts/give-endorsement.ts';
import { markCriterion } from '../../functions/acts/mark-criterion.ts';
import { releaseDecision } from '../../functions/acts/release-decision.ts';
import { replaceEndorser } from '../../functions/acts/replace-endorser.ts';
import { requestInformation } from '../../functions/acts/request-information.ts';
import { reviewEligibility } from '../../functions/acts/review-eligibility.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { designationOf } from '../../functions/store/designation-rows.ts';
import { getSchool } from '../../functions/store/school-row.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import type { Programme } from '../../programmes/programme.ts';
import { SLE_2018 } from '../../programmes/sle.ts';
import { anInspection } from '../domain/a-school.ts';
import {
  ANOTHER,
  APPLICANT,
  anEndorsement,
  aSubmission,
  OPEN,
  STAFF,
  type Wanted,
} from '../functions/an-application.ts';
import { type RunningWorkflow, runWorkflow, transitions } from './running-workflow.ts';

let workflow: RunningWorkflow;
beforeAll(async () => {
  workflow = await runWorkflow();
  await workflow.moveTo(OPEN);
});
afterAll(() => workflow.end());

const file = (reference: string) => readCaseFile(workflow.records, reference);
const stateOf = async (reference: string) => (await file(reference)).case.state;
const endorser = { name: 'Somebody Else', email: 'else@endorsers.example', role: 'chair' };

async function submitted(wanted: Wanted = {}) {
  const application = await aSubmission(workflow.desk(), wanted);
  const arn = await workflow.start(application.reference, 3);
  return { ...application, arn };
}

async function give(reference: string, slot: string, programme: Programme = LLE_2014) {
  const rules = programme.endorsements.slots.find(({ id }) => id === slot);
  const row = (await file(reference)).slots.find((one) => one.slot === slot);
  if (!rules || !row) throw new Error(`no slot ${slot}`);
  const asked = { reference, slot, request: row.request };
  return workflow.act((desk) =>
    giveEndorsement(desk, { ...asked, given: anEndorsement(rules), ipClass: '192.0.2.0/24' }),
  );
}

async function giveAll(reference: string, programme: Programme = LLE_2014) {
  for (const { id } of programme.endorsements.slots) await give(reference, id, programme);
}

async function decideAs(reference: string, outcome: 'designate' | 'decline') {
  const found = await file(reference);
  const school = (await getSchool(workflow.records, found.case.school ?? ''))?.school;
  for (const criterion of criteriaToMark(checkCase(found, school, workflow.now()).findings)) {
    await workflow.act((desk) =>
      markCriterion(desk, { reference, by: STAFF, criterion, mark: 'met', reason: 'Shown.' }),
    );
  }
  const [reason] = found.programme.decision.declineReasons;
  const declineReasons = outcome === 'decline' ? [reason?.id ?? ''] : [];
  await workflow.act((desk) => decide(desk, { reference, by: STAFF, outcome, declineReasons, words: 'Thank you.' }));
  return workflow.act((desk) => releaseDecision(desk, { reference, by: ANOTHER }));
}

describe('an application on the straight path', () => {
  it('is designated within 12 transitions', async () => {
    const { reference, arn, person } = await submitted();
    expect(await stateOf(reference)).toBe('awaiting-endorsements');
    await giveAll(reference);
    expect(await stateOf(reference)).toBe('awaiting-decision');
    await decideAs(reference, 'designate');
    expect(await stateOf(reference)).toBe('designated');
    expect(await designationOf(workflow.records, person, 'lle')).toMatch(/^LLE-/);

    const ended = await workflow.look(arn);
    expect(ended.status).toBe('SUCCEEDED');
    expect(transitions(ended)).toEqual([
      'Check eligibility',
      'Is the applicant eligible?',
      'Seek endorsements',
      'Await endorsement',
      'Await endorsement',
      'Settle endorsements',
      'Are all endorsements given?',
      'Await decision',
      'Carry out the decision',
    ]);
  });

  it('is declined with reasons', async () => {
    const { reference, arn } = await submitted();
    await giveAll(reference);
    await decideAs(reference, 'decline');
    expect(await file(reference)).toMatchObject({ case: { state: 'declined', ended: { reasons: ['experience'] } } });
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'declined' });
  });

  it('is run by the same workflow for another programme', async () => {
    const round = { body: 'ts-1' };
    const { reference, arn, person } = await submitted({ programme: SLE_2018, round });
    await giveAll(reference, SLE_2018);
    await decideAs(reference, 'designate');
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'designated' });
    expect(await designationOf(workflow.records, person, 'sle')).toMatch(/^SLE-/);
  });

  it('comes to its end when each function is lost after its work', async () => {
    for (const name of ['CheckEligibility', 'SettleEndorsements', 'CarryOutDecision'] as const) workflow.lose(name, 2);
    const { reference, arn } = await submitted();
    await workflow.moveTo(new Date(workflow.now().getTime() + 120_000));
    await giveAll(reference);
    await workflow.moveTo(new Date(workflow.now().getTime() + 120_000));
    await decideAs(reference, 'designate');
    await workflow.moveTo(new Date(workflow.now().getTime() + 120_000));
    expect((await workflow.look(arn)).output).toEqual({ outcome: 'designated' });
    const { events } = await file(reference);
    expect(events.map(({ what }) => what).filter((what) => what === 'designated')).toHaveLength(1);
  });
});

describe('eligibility', () => {
  it('ends by a declaration that the applicant made', async () => {
    const { reference, arn } = await submitted({ answers: { time: 'no' } });
    expect(await file(reference)).toMatchObject({ case: { state: 'ineligible', ended: { reasons: ['LLE-P7'] } } });
    expect((await workflow.look(arn)).status).toBe('SUCCEEDED');
  });

  const inspection = anInspection({ overall: 'inadequate', leadershipAndManagement: 'inadequate' });

  it.each([
    ['approve', 'awaiting-endorsements'],
    ['refuse', 'ineligible'],
  ] as const)('goes on as the helpdesk says: %s', async (word, state) => {
    const { reference } = await submitted({ school: { inspection } });
    expect(await stateOf(reference)).toBe('eligibility-review');
    // the time-out looks again, and waits on
    await workflow.moveTo(new Date(workflow.now().getTime() + 31 * 86_400_000));
    const reasons = [{ criterion: 'LLE-S1', reason: 'A monitoring visit since.' }];
    await workflow.act((desk) => reviewEligibility(desk, { reference, by: STAFF, word, reasons }));
    expect(await stateOf(reference)).toBe(state);
    if (word === 'approve') await workflow.act((desk) => withdraw(desk, { reference, by: APPLICANT, reason: 'other' }));
  });
});
