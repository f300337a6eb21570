import { beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { Applicant } from './applicant.ts';
import { bringSchools, openRound } from './commands.ts';
import { endorserWith } from './endorser.ts';
import { type Service, serviceUnderTest } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await serviceUnderTest();
  await bringSchools(service);
});

/** AWS charges each; the budget of a whole application is 12, of which the rest takes 1. */
const MOST_TRANSITIONS = 6;

// up to the decision, where staff act: staff-decisions.scenario.ts goes on from there
describe.each(PROGRAMMES.map(({ id, generation }) => [generation, id] as const))('%s', (_, programme) => {
  test('an application goes from the start page to the decision, and everybody is told', async () => {
    const { mail, executions, clock } = service;
    const round = await openRound(service, programme);
    const applicant = new Applicant(service);
    const reference = await applicant.apply(round);
    const asked = await mail.list({ reference, template: 'endorsement-asked' });
    expect(asked).toHaveLength(2);

    for (const letter of asked) {
      const receipt = await endorserWith(service, letter).endorse();
      expect(receipt.title).toContain('We have your endorsement');
    }
    await clock.settle();
    expect((await mail.list({ reference })).map(({ template, to }) => `${template} ${to}`).toSorted()).toEqual(
      [
        `application-received ${applicant.email}`,
        `draft-started ${applicant.email}`,
        `eligible ${applicant.email}`,
        `endorsements-complete ${applicant.email}`,
        ...asked.flatMap(({ to }) => [`endorsement-asked ${to}`, `endorsement-thanks ${to}`]),
        // of the last one, the applicant is told that all are there
        `endorser-answered ${applicant.email}`,
      ].toSorted(),
    );
    expect(await executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
    expect(await executions.input(reference)).toEqual({ reference });
    const entered = (await executions.history(reference)).flatMap(
      (event) => event.stateEnteredEventDetails?.name ?? [],
    );
    expect(entered.at(-1)).toBe('Await decision');
    expect(entered.length).toBeLessThanOrEqual(MOST_TRANSITIONS);
  });
});
