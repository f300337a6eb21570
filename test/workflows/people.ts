import { criteriaToMark } from '../../domain/decision.ts';
import { decide } from '../../functions/acts/decide.ts';
import { checkCase } from '../../functions/acts/eligibility-facts.ts';
import { giveEndorsement } from '../../functions/acts/give-endorsement.ts';
import { markCriteria } from '../../functions/acts/mark-criteria.ts';
import { releaseDecision } from '../../functions/acts/release-decision.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { getSchool } from '../../functions/store/school-row.ts';
import { ANOTHER, anEndorsement, aSubmission, STAFF, type Wanted } from '../functions/an-application.ts';
import type { RunningWorkflow } from './running-workflow.ts';

/** What people do to an application, with all that follows from it. */
export class People {
  readonly #workflow: RunningWorkflow;

  constructor(workflow: RunningWorkflow) {
    this.#workflow = workflow;
  }

  file(reference: string) {
    return readCaseFile(this.#workflow.records, reference);
  }

  async stateOf(reference: string) {
    return (await this.file(reference)).case.state;
  }

  /** Somebody applies, and the stream tells it three times. */
  async apply(wanted: Wanted = {}) {
    const application = await aSubmission(this.#workflow.desk(), wanted);
    return { ...application, arn: await this.#workflow.start(application.reference, 3) };
  }

  async give(reference: string, slot: string) {
    const { programme, slots } = await this.file(reference);
    const rules = programme.endorsements.slots.find(({ id }) => id === slot);
    const row = slots.find((one) => one.slot === slot);
    if (!rules || !row) throw new Error(`no slot ${slot}`);
    const given = { reference, slot, request: row.request, given: anEndorsement(rules), ipClass: '192.0.2.0/24' };
    return this.#workflow.act((desk) => giveEndorsement(desk, given));
  }

  async giveAll(reference: string) {
    for (const { slot } of (await this.file(reference)).slots) await this.give(reference, slot);
  }

  async decide(reference: string, outcome: 'designate' | 'decline') {
    const { act, records, now } = this.#workflow;
    const found = await this.file(reference);
    const school = (await getSchool(records, found.case.school ?? ''))?.school;
    const toMark = criteriaToMark(checkCase(found, school, now()).findings);
    const marks = toMark.map((criterion) => ({ criterion, mark: 'met', reason: 'Shown.' }) as const);
    await act((desk) => markCriteria(desk, { reference, by: STAFF, marks }));
    const [reason] = found.programme.decision.declineReasons;
    const declineReasons = outcome === 'decline' ? [reason?.id ?? ''] : [];
    await act((desk) => decide(desk, { reference, by: STAFF, outcome, declineReasons, words: 'Thank you.' }));
  }

  release(reference: string) {
    return this.#workflow.act((desk) => releaseDecision(desk, { reference, by: ANOTHER }));
  }
}
