import { performance } from 'node:perf_hooks';
import { lean } from '../../functions/lean-client.ts';
import { putAccess } from '../../functions/store/access-row.ts';
import { putConflict } from '../../functions/store/conflict-row.ts';
import { Records } from '../../functions/store/records.ts';
import { putRound } from '../../functions/store/round-row.ts';
import { aRound, moment } from '../domain/a-round.ts';
import { aDesk, aSubmission } from '../functions/an-application.ts';
import { Console, staffIdOf } from '../functions/helpdesk/console.ts';
import { runTable } from '../functions/records-harness.ts';
import type { Figure } from './figure.ts';
import { manyCases } from './many-cases.ts';

const CASES = 20_000;
const CALLS = 20;
/** What staff may wait for a page, by its median. */
const BUDGET_MS = 300;
/** What a member of staff did in a month of hard work. */
const LOOKS = 1_000;

/** How long each page of the console takes in its function, over a real engine, with a large round late in its course. */
export async function measure(): Promise<Figure[]> {
  const table = await runTable();
  // the client that functions have
  const records = new Records(table.name, lean(table.engine.client));
  const at = new Date('2027-04-20T10:00:00Z');
  const round = aRound({ state: 'deciding', opens: moment('2027-01-11T09:00') });
  await records.transact(putRound(round));
  const [me, other] = [staffIdOf('priya'), staffIdOf('casey')];
  const { reference, email, school } = await aSubmission(aDesk(records, new Date('2027-01-12T10:00:00Z')), {
    inRound: round,
  });
  const seeding = performance.now();
  const references = await manyCases(records, round, { count: CASES, at, assignees: [me, other] });
  const seeded = Math.round((performance.now() - seeding) / 1000);
  for (const one of [reference, ...(references.get('awaiting-decision') ?? [])]) {
    await records.transact([putConflict(one, { staff: me, word: 'none', at: at.toISOString() })]);
  }
  for (let look = 0; look < LOOKS; look++) {
    await records.transact([putAccess(reference, { staff: other, page: '' }, new Date(at.getTime() - look * 60_000))]);
  }
  const console = new Console(records, at);
  await console.signIn('casey', 'case-worker', 'body:national');
  const priya = await console.signIn('priya', 'programme-manager', 'decider', 'body:national');
  const day = '2027-04-10';
  const find = (search: Record<string, string>) => `/helpdesk/find?${new URLSearchParams(search)}`;
  const pages: Readonly<Record<string, string>> = {
    home: '/helpdesk',
    queues: '/helpdesk/queues',
    'queue of reviews': '/helpdesk/queues/reviews',
    'queue of decisions': '/helpdesk/queues/decisions',
    'queue of decisions, mine': '/helpdesk/queues/decisions?whose=mine',
    'find by reference': find({ text: reference }),
    'find by address': find({ text: email }),
    'find by URN': find({ text: school.urn }),
    'find by words': find({ text: 'specimen oak' }),
    'find by state': find({ state: 'awaiting-decision' }),
    'find open ones of a region': find({ state: 'open', region: 'London' }),
    'find mine': find({ assignee: 'mine' }),
    'find by flag': find({ flag: 'any' }),
    'find by days': find({ days: '30', round: round.id }),
    case: `/helpdesk/cases/${reference}`,
    'audit of a case': `/helpdesk/cases/${reference}/audit`,
    rounds: '/helpdesk/rounds',
    'round with its figures': `/helpdesk/rounds/${round.id}`,
    'figures as a table': `/helpdesk/rounds/${round.id}/figures.csv`,
    'decide many': `/helpdesk/rounds/${round.id}/decisions`,
    'release together': `/helpdesk/rounds/${round.id}/decisions/release`,
    emails: `/helpdesk/messages?day=${day}`,
    'emails that need a person': `/helpdesk/messages?day=${day}&state=problem`,
    'emails of a round': `/helpdesk/messages?day=${day}&round=${round.id}`,
    designations: '/helpdesk/designations?programme=lle',
    'audit of a member of staff': `/helpdesk/audit/${other}?month=2027-04`,
  };
  const timed = async (path: string) => {
    const start = performance.now();
    const { status } = await priya.get(path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return Math.round(performance.now() - start);
  };
  const figures: Figure[] = [
    { name: `console, ${CASES} cases: writing their rows`, value: seeded, unit: 's' },
    // before the function knows any card
    {
      name: `console, ${CASES} cases: first search by words`,
      value: await timed(find({ text: 'sample' })),
      unit: 'ms',
    },
    // and before it has counted what waits
    { name: `console, ${CASES} cases: first look at the home`, value: await timed('/helpdesk'), unit: 'ms' },
  ];
  for (const [name, path] of Object.entries(pages)) {
    const times: number[] = [];
    for (let call = 0; call < CALLS; call++) times.push(await timed(path));
    const value = times.toSorted((one, another) => one - another)[CALLS / 2] ?? 0;
    figures.push({ name: `console, ${CASES} cases: ${name}, median`, value, unit: 'ms', budget: String(BUDGET_MS) });
  }
  await table.end();
  return figures;
}
