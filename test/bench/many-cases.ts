import { randomBytes } from 'node:crypto';
import type { ApplicationState } from '../../domain/application.ts';
import { makeReference } from '../../domain/reference.ts';
import type { Round } from '../../domain/round.ts';
import { recordFact, toApplicant } from '../../functions/acts/timeline.ts';
import { putCase } from '../../functions/store/case-row.ts';
import { putDesignation } from '../../functions/store/designation-rows.ts';
import { listed, rowKeys } from '../../functions/store/keys.ts';
import { newPerson } from '../../functions/store/person-row.ts';
import type { Records, Write } from '../../functions/store/records.ts';
import { putTask } from '../../functions/store/task-row.ts';
import { oneOf, type Random, seededRandom } from '../functions/directory/many-entries.ts';

/** How many of 100 cases are where, late in a large round. */
const SHARES: readonly (readonly [ApplicationState, number])[] = [
  ['draft', 8],
  ['eligibility-review', 3],
  ['awaiting-endorsements', 34],
  ['awaiting-decision', 15],
  ['designated', 22],
  ['declined', 8],
  ['ineligible', 6],
  ['withdrawn', 4],
];
const STATES = SHARES.flatMap(([state, count]) => Array.from({ length: count }, () => state));
const REGIONS = ['London', 'North East', 'South West', 'East of England', 'West Midlands'];
const FIRST = ['Robin', 'Sam', 'Alex', 'Jo', 'Priya', 'Amir', 'Bethan', 'Callum', 'Dinah', 'Eoin'];
const LAST = ['Example', 'Sample', 'Ofsample', 'Testerby', 'Modell', 'O’Specimen', 'Von Muster', 'Trial'];
const SCHOOLS = ['Oak', 'Ash', 'Elm', 'Beech', 'Hill', 'Brook', 'St Anne’s', 'Queen’s', 'Harbour', 'Valley'];
const DAY = 86_400_000;
const CASES_AT_ONCE = 8;
const SIDE_BY_SIDE = 4;

/**
 * Writes the rows of many cases of a round that lists, searches and figures read, by the store's own functions, without
 * what made them: to play so many by the simulator takes hours.
 *
 * @returns their references, by state
 */
export async function manyCases(
  records: Records,
  round: Round,
  { count, at, assignees }: { readonly count: number; readonly at: Date; readonly assignees: readonly string[] },
): Promise<ReadonlyMap<ApplicationState, string[]>> {
  const random = seededRandom(2026);
  const pick = <One>(all: readonly One[]): One => oneOf(random, all);
  const references = new Map<ApplicationState, string[]>();
  const some = async () => {
    const all: Write[] = [];
    for (let each = 0; each < CASES_AT_ONCE; each++) {
      const reference = makeReference('LLE', randomBytes(64));
      const state = pick(STATES);
      references.set(state, [...(references.get(state) ?? []), reference].slice(-50));
      const name = `${pick(FIRST)} ${pick(LAST)}`;
      const since = new Date(at.getTime() - random() * 60 * DAY);
      const assignee = random() < 0.3 ? { assignee: pick(assignees) } : {};
      const card = { name, school: `${pick(SCHOOLS)} Primary School`, region: pick(REGIONS), ...assignee };
      all.push(...(await aCase(records, { reference, round, state, since, card, random })));
    }
    await records.transact(all);
  };
  for (let from = 0; from < count; from += CASES_AT_ONCE * SIDE_BY_SIDE) {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, some));
  }
  return references;
}

interface ToWrite {
  readonly reference: string;
  readonly round: Round;
  readonly state: ApplicationState;
  readonly since: Date;
  readonly card: { readonly name: string; readonly school: string; readonly region: string };
  readonly random: Random;
}

async function aCase(records: Records, { reference, round, state, since, card, random }: ToWrite): Promise<Write[]> {
  const { id, programme, generation, body } = round;
  const startedAt = since.toISOString();
  const { person, writes } = await newPerson(records, `${reference}@school.example`);
  const place = { reference, programme, generation, round: id, body, person, state };
  const isSent = state !== 'draft';
  const row = {
    kind: 'case' as const,
    ...place,
    run: isSent ? 1 : 0,
    startedAt,
    ...(isSent && { submittedAt: startedAt }),
    card: { ...card, state, since: startedAt },
    version: 1,
  };
  const itself = putCase(row, () => new Error('taken'));
  const isProvisional = state === 'awaiting-decision' && random() < 0.2;
  const toDecide = state === 'awaiting-decision' ? (isProvisional ? 'release' : 'decision') : undefined;
  const queue = state === 'eligibility-review' ? state : toDecide;
  const due = new Date(since.getTime() + 70 * DAY);
  if (queue) Object.assign(itself.Put?.Item ?? {}, listed.inQueue(body, queue, reference, due));
  const decision = { state: isProvisional ? 'provisional' : 'awaited', ...(isProvisional && PROVISIONAL) };
  const dates = { startsOn: '2027-01-02', endsOn: '2031-01-01', reviewOn: '2028-01-02' };
  const number = `${reference}-9WPD`;
  const designation = { number, programme, generation, body, person, reference, conditions: [], ...dates };
  return [
    ...writes,
    itself,
    { Put: { Item: { ...rowKeys['case-of-person'](person, id), kind: 'case-of-person', reference, round: id } } },
    ...(state === 'awaiting-decision'
      ? [{ Put: { Item: { ...rowKeys.decision(reference), kind: 'decision', reference, version: 1, ...decision } } }]
      : []),
    ...(state === 'designated'
      ? putDesignation({ kind: 'designation', state: 'active', ...designation }, undefined, since)
      : []),
    ...(random() < 0.03 ? [putTask(reference, body, 'endorser-declined', 'governing-body', since)] : []),
    ...recordFact(reference, since, { who: { kind: 'applicant' }, what: state }, [
      toApplicant({ person, round: id }, 'application-received'),
    ]),
  ];
}

const PROVISIONAL = { outcome: 'designate', decidedBy: 'dana', decidedAt: '2027-04-01T09:00:00.000Z' };
