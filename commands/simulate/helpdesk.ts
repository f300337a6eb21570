import * as z from 'zod';
import { criteriaToMark } from '../../domain/decision.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { kindOfDay } from '../../domain/working-days.ts';
import { decide } from '../../functions/acts/decide.ts';
import { checkCase } from '../../functions/acts/eligibility-facts.ts';
import { markCriteria } from '../../functions/acts/mark-criteria.ts';
import { releaseDecision } from '../../functions/acts/release-decision.ts';
import { reviewEligibility } from '../../functions/acts/review-eligibility.ts';
import { readCaseFile, readCaseStanding } from '../../functions/store/case-file.ts';
import type { StaffWork } from '../../functions/store/case-row.ts';
import { referenceOf, shardsOf } from '../../functions/store/keys.ts';
import { getSchool } from '../../functions/store/school-row.ts';
import { atOnce } from './agenda.ts';
import type { Stage } from './stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CASE_WORKER = { kind: 'staff', id: 'simulated-case-worker' } as const;
const DECIDER = { kind: 'staff', id: 'simulated-decider' } as const;
/** Results are released together, once the last endorsement can have come and was looked at. */
const RELEASED_AFTER_DAYS = 2;

/** Puts the working days of the helpdesk on the agenda: what waits in its queues is done; results are released late. */
export function planHelpdesk(stage: Stage): void {
  const { agenda, round, leftFrom } = stage;
  const release = round.endorsementsDue.instant.getTime() + RELEASED_AFTER_DAYS * DAY;
  const until = Math.min(round.decisionsDue.instant.getTime(), leftFrom?.getTime() ?? Number.POSITIVE_INFINITY);
  for (let day = round.opens.instant.getTime(); day < until; day += DAY) {
    if (kindOfDay(calendarDate(new Date(day))) !== 'working-day') continue;
    // after what everybody else does at that instant: who is first must not be left to chance
    const plan = (hours: number, work: (stage: Stage) => Promise<void>) => {
      const at = new Date(day + hours * HOUR);
      agenda.plan(at, async () => agenda.plan(at, () => work(stage)));
    };
    plan(1, review);
    plan(3, decideAll);
    if (day >= release) plan(5, releaseAll);
  }
}

async function review(stage: Stage): Promise<void> {
  const { desk } = stage.home;
  await atOnce(await queue(stage, 'eligibility-review'), async (reference) => {
    const word = stage.applicants.get(reference)?.review;
    if (!word) return;
    const { eligibility } = await readCaseStanding(desk.records, reference);
    const against = eligibility?.findings.filter(({ outcome, by }) => outcome === 'not-met' && by === 'register') ?? [];
    const reason = word === 'approve' ? 'A later report than ours says otherwise.' : 'The register is right.';
    const reasons = against.map(({ criterion }) => ({ criterion, reason }));
    await reviewEligibility(desk, { reference, by: CASE_WORKER, word, reasons });
  });
}

async function decideAll(stage: Stage): Promise<void> {
  const { desk } = stage.home;
  const { records, at } = desk;
  await atOnce(await queue(stage, 'decision'), async (reference) => {
    const outcome = stage.applicants.get(reference)?.decision;
    const file = await readCaseFile(records, reference);
    if (!outcome || file.decision?.outcome) return;
    const { school } = file.case;
    const registered = school === undefined ? undefined : (await getSchool(records, school))?.school;
    const because = { mark: 'met', reason: 'By what the applicant and the endorsers wrote.' } as const;
    const toMark = criteriaToMark(checkCase(file, registered, at).findings);
    const marks = toMark.map((criterion) => ({ criterion, ...because }));
    await markCriteria(desk, { reference, by: DECIDER, marks });
    const [reason] = stage.programme.decision.declineReasons;
    const declined = {
      declineReasons: reason ? [reason.id] : [],
      words: 'The application does not show enough of it.',
    };
    const designated = { declineReasons: [], words: '' };
    await decide(desk, { reference, by: DECIDER, outcome, ...(outcome === 'decline' ? declined : designated) });
  });
}

async function releaseAll(stage: Stage): Promise<void> {
  const { desk } = stage.home;
  await atOnce(await queue(stage, 'release'), async (reference) => {
    await releaseDecision(desk, { reference, by: DECIDER });
  });
}

const queued = z.object({ pk: z.string() });

/** References of the cases of this simulation that wait for staff. */
async function queue({ home, round, applicants }: Stage, name: StaffWork['queue']): Promise<string[]> {
  const shards = shardsOf(`QUEUE#${round.body}#${name}`, 'byQueue').map((shard) =>
    Array.fromAsync(
      home.desk.records.query(
        {
          IndexName: 'byQueue',
          KeyConditionExpression: 'queuePk = :shard',
          ExpressionAttributeValues: { ':shard': shard },
        },
        queued,
      ),
    ),
  );
  const references = (await Promise.all(shards)).flat().map(referenceOf);
  return references.filter((reference) => applicants.has(reference));
}
