import * as z from 'zod';
import { APPLICATION_STATES } from '../../../domain/application.ts';
import { ApiProblem } from '../../directory/api-answers.ts';
import { putAccess } from '../../store/access-row.ts';
import { readCaseFile } from '../../store/case-file.ts';
import { CaseNotFoundError } from '../../store/case-row.ts';
import { getConflict } from '../../store/conflict-row.ts';
import { cardsOf } from '../../store/queue.ts';
import { worksFor } from '../permissions.ts';
import { QUEUES, queuesOf } from '../queues.ts';
import { type ApiRequest, BASE, type Door } from './door.ts';
import { ROUND_DOORS } from './round-doors.ts';

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

/** Every operation of the API for staff. */
export const DOORS: readonly Door[] = [
  ...ROUND_DOORS,
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
      const lines = (await queuesOf(records, staff, at, [found])).get(found.id) ?? [];
      const cards = await cardsOf(
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
