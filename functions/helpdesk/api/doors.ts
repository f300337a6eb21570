import * as z from 'zod';
import { APPLICATION_STATES } from '../../../domain/application.ts';
import { ROUND_STATES, type Round } from '../../../domain/round.ts';
import { countStates } from '../../../domain/round-figures.ts';
import { extendRound } from '../../acts/rounds/extend-round.ts';
import { previewExtension } from '../../acts/rounds/preview-extension.ts';
import { RoundInvalidError } from '../../acts/rounds/refusals.ts';
import { ApiProblem } from '../../directory/api-answers.ts';
import { statesOf } from '../../figures/states-of-cases.ts';
import { putAccess } from '../../store/access-row.ts';
import { readCaseFile } from '../../store/case-file.ts';
import { CaseNotFoundError } from '../../store/case-row.ts';
import { getConflict } from '../../store/conflict-row.ts';
import { cardsOf as cardsOfQueue } from '../../store/queue.ts';
import type { Records } from '../../store/records.ts';
import { getRound, RoundNotFoundError } from '../../store/round-row.ts';
import { type Action, type Staff, worksFor } from '../permissions.ts';
import { QUEUES, queuesOf } from '../queues.ts';
import { roundsOf } from '../rounds-of.ts';

export interface ApiRequest {
  readonly records: Records;
  readonly staff: Staff;
  readonly parameter: string;
  readonly body: unknown;
  readonly at: Date;
}

/** One operation: where it is, who may, and the schemas by which it is read, answered and documented. */
export interface Door {
  readonly method: 'GET' | 'POST';
  /** `/helpdesk/api/rounds/{round}`: at most one parameter. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly action: Action;
  readonly takes?: z.ZodType;
  readonly gives: z.ZodType;
  readonly answer: (request: ApiRequest) => Promise<unknown>;
}

const round = z.object({
  id: z.string(),
  title: z.string(),
  programme: z.string(),
  generation: z.string(),
  body: z.string(),
  state: z.enum(ROUND_STATES),
  opens: z.iso.datetime(),
  closes: z.iso.datetime(),
  endorsementsDue: z.iso.datetime(),
  decisionsDue: z.iso.datetime(),
});
const figures = z.object({
  round: z.string(),
  states: z.array(z.object({ state: z.enum(APPLICATION_STATES), cases: z.int(), oldest: z.iso.datetime().optional() })),
});
const wallClock = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  .describe('By London’s clocks: `2027-03-01T17:00`');
const extension = z
  .object({
    closes: wallClock.optional(),
    endorsementsDue: wallClock.optional(),
    decisionsDue: wallClock.optional(),
    reason: z.string().min(1).describe('Applicants and endorsers read it'),
    preview: z.boolean().default(false).describe('Only say who would be told'),
  })
  .strict();
const told = z.object({ count: z.int() });
const extended = z.object({ done: z.boolean(), round, drafts: told.optional(), endorsers: told.optional() });
const queue = z.object({
  queue: z.string(),
  lines: z.array(
    z.object({
      reference: z.string().optional(),
      round: z.string().optional(),
      task: z.string().optional(),
      due: z.iso.datetime(),
      overdue: z.boolean(),
      state: z.string().optional(),
      assignee: z.string().optional(),
    }),
  ),
});
const summary = z.object({
  reference: z.string(),
  round: z.string(),
  programme: z.string(),
  state: z.enum(APPLICATION_STATES),
  since: z.iso.datetime(),
  submittedAt: z.iso.datetime().optional(),
  name: z.string(),
  school: z.string().optional(),
  assignee: z.string().optional(),
  endorsements: z.array(z.object({ slot: z.string(), state: z.string(), dueAt: z.iso.datetime() })),
});

const BASE = '/helpdesk/api';

/** Every operation of the API for staff. */
export const DOORS: readonly Door[] = [
  {
    method: 'GET',
    path: `${BASE}/rounds`,
    id: 'listRounds',
    summary: 'The rounds of your bodies, the newest first',
    action: 'see-rounds',
    gives: z.object({ rounds: z.array(round) }),
    answer: async ({ records, staff }) => ({ rounds: (await roundsOf(records, staff)).map(asRound) }),
  },
  {
    method: 'GET',
    path: `${BASE}/rounds/{round}`,
    id: 'getRound',
    summary: 'One round',
    action: 'see-rounds',
    gives: round,
    answer: async (request) => asRound(await roundOf(request)),
  },
  {
    method: 'GET',
    path: `${BASE}/rounds/{round}/figures`,
    id: 'getFigures',
    summary: 'How many applications of a round are where',
    action: 'see-rounds',
    gives: figures,
    async answer(request) {
      const { id } = await roundOf(request);
      const states = countStates(await statesOf(request.records, id));
      return {
        round: id,
        states: states.map(({ state, cases, oldest }) => ({ state, cases, oldest: oldest?.toISOString() })),
      };
    },
  },
  {
    method: 'POST',
    path: `${BASE}/rounds/{round}/extension`,
    id: 'extendRound',
    summary: 'Puts dates of a round back, or says who would be told',
    action: 'extend-round',
    takes: extension,
    gives: extended,
    async answer(request) {
      const { id } = await roundOf(request);
      const { reason, preview, ...dates } = extension.parse(request.body);
      const asked = { round: id, dates, reason, by: { kind: 'staff', id: request.staff.id } as const };
      try {
        if (!preview) return { done: true, round: asRound(await extendRound(request, asked)) };
        const { round: next, drafts, endorsers } = await previewExtension(request, asked);
        const counts = { drafts: { count: drafts.count }, endorsers: { count: endorsers.count } };
        return { done: false, round: asRound(next), ...counts };
      } catch (error) {
        if (!(error instanceof RoundInvalidError)) throw error;
        const errors = error.problems.map((one) => ({
          parameter: 'moment' in one ? one.moment : 'reason',
          detail: one.word,
        }));
        throw new ApiProblem(422, 'The round cannot have these dates', { errors });
      }
    },
  },
  {
    method: 'GET',
    path: `${BASE}/queues/{queue}`,
    id: 'getQueue',
    summary: `What waits for staff, oldest due first: ${QUEUES.map(({ id }) => id).join(', ')}`,
    action: 'see-queues',
    gives: queue,
    async answer({ records, staff, parameter, at }) {
      const found = QUEUES.find(({ id }) => id === parameter);
      if (!found) throw new ApiProblem(404, 'There is no such queue');
      const lines = (await queuesOf(records, staff, at)).get(found.id) ?? [];
      const cards = await cardsOfQueue(
        records,
        lines.flatMap(({ reference }) => reference ?? []),
      );
      return {
        queue: found.id,
        lines: lines.map(({ reference, round: id, task, due, isOverdue, assignee }) => ({
          reference,
          round: id,
          task: task?.name,
          due: due.toISOString(),
          overdue: isOverdue,
          state: cards.get(reference ?? '')?.state,
          assignee,
        })),
      };
    },
  },
  {
    method: 'GET',
    path: `${BASE}/cases/{reference}`,
    id: 'getCase',
    summary: 'A case in short. Say at the console first that you have no interest in it; looking is recorded',
    action: 'see-case',
    gives: summary,
    answer: caseOf,
  },
];

async function roundOf({ records, staff, parameter }: ApiRequest): Promise<Round> {
  try {
    const { round: found } = await getRound(records, parameter);
    if (worksFor(staff, found.body)) return found;
  } catch (error) {
    if (!(error instanceof RoundNotFoundError)) throw error;
  }
  throw new ApiProblem(404, 'There is no such round');
}

const asRound = ({ opens, closes, endorsementsDue, decisionsDue, ...one }: Round) => ({
  id: one.id,
  title: one.title,
  programme: one.programme,
  generation: one.generation,
  body: one.body,
  state: one.state,
  opens: opens.instant.toISOString(),
  closes: closes.instant.toISOString(),
  endorsementsDue: endorsementsDue.instant.toISOString(),
  decisionsDue: decisionsDue.instant.toISOString(),
});

async function caseOf({ records, staff, parameter, at }: ApiRequest) {
  const file = await readCaseFile(records, parameter).catch((error: unknown) => {
    if (error instanceof CaseNotFoundError) return undefined;
    throw error;
  });
  if (!file || !worksFor(staff, file.case.body)) throw new ApiProblem(404, 'There is no such case');
  const { reference, round: id, programme, state, submittedAt, card } = file.case;
  const declared = await getConflict(records, reference, staff.id);
  if (declared?.word !== 'none') {
    throw new ApiProblem(403, 'You have not said that you have no interest in this case', {
      detail: 'Say so at the console',
    });
  }
  await records.transact([putAccess(reference, { staff: staff.id, page: '/api' }, at)]);
  const { since, name, school, assignee } = card;
  const endorsements = file.slots.map(({ slot, state: its, dueAt }) => ({ slot, state: its, dueAt }));
  return { reference, round: id, programme, state, since, submittedAt, name, school, assignee, endorsements };
}
