import { helpdeskDue } from '../../domain/working-days.ts';
import type { CaseRow } from '../store/case-row.ts';
import { cardsOf, everyBody, type Queued, type QueueName, readQueue } from '../store/queue.ts';
import type { Records } from '../store/records.ts';
import { bodiesOf, type Staff } from './permissions.ts';

/** The helpdesk gives itself so many working days to settle a task. */
const TASK_WORKING_DAYS = 2;

/** The queues of the console. Tasks are one list in the store, and several here. */
export const QUEUES = [
  { id: 'reviews', title: 'Eligibility reviews', of: 'eligibility-review', tasks: [] },
  { id: 'decisions', title: 'Decisions to make', of: 'decision', tasks: [] },
  { id: 'endorsements', title: 'Endorsement problems', of: 'tasks', tasks: ['endorser-declined'] },
  { id: 'answers', title: 'Answers from applicants', of: 'tasks', tasks: ['information-answered'] },
  { id: 'emails', title: 'Emails that did not arrive', of: 'tasks', tasks: ['settle-message'] },
  { id: 'reports', title: 'Everything else that needs a person', of: 'tasks', tasks: 'others' },
] as const satisfies readonly {
  id: string;
  title: string;
  of: QueueName;
  tasks: readonly string[] | 'others';
}[];
export type QueueId = (typeof QUEUES)[number]['id'];

export const WHOSE = ['all', 'mine', 'unassigned'] as const;
export type Whose = (typeof WHOSE)[number];

/** One line of a queue. */
export interface QueueLine extends Queued {
  readonly due: Date;
  readonly isOverdue: boolean;
  readonly card: CaseRow['card'] | undefined;
}

/** All queues of a member of staff, oldest due first. */
export async function queuesOf(
  records: Records,
  staff: Staff,
  now: Date,
): Promise<ReadonlyMap<QueueId, readonly QueueLine[]>> {
  const bodies = bodiesOf(staff, await everyBody(records));
  const [reviews, decisions, tasks] = await Promise.all([
    readQueue(records, bodies, 'eligibility-review'),
    readQueue(records, bodies, 'decision'),
    readQueue(records, bodies, 'tasks'),
  ]);
  const queued = { 'eligibility-review': reviews, decision: decisions, tasks };
  const all = [...reviews, ...decisions, ...tasks];
  const cards = await cardsOf(
    records,
    all.flatMap(({ reference }) => reference ?? []),
  );
  return new Map(
    QUEUES.map((queue) => [
      queue.id,
      queued[queue.of].filter((item) => belongs(item, queue)).map((item) => lineOf(item, cards, now)),
    ]),
  );
}

const NAMED: ReadonlySet<string> = new Set(QUEUES.flatMap(({ tasks }) => (tasks === 'others' ? [] : tasks)));

function belongs({ task }: Queued, queue: (typeof QUEUES)[number]): boolean {
  if (!task) return true;
  const wanted: readonly string[] | 'others' = queue.tasks;
  return wanted === 'others' ? !NAMED.has(task.name) : wanted.includes(task.name);
}

function lineOf(item: Queued, cards: ReadonlyMap<string, CaseRow['card']>, now: Date): QueueLine {
  const due = item.task ? helpdeskDue(item.at, TASK_WORKING_DAYS) : item.at;
  // beyond the calendar of bank holidays nobody knows the working days yet
  const known = due === 'unknown' ? item.at : due;
  return {
    ...item,
    due: known,
    isOverdue: known < now,
    card: item.reference === undefined ? undefined : cards.get(item.reference),
  };
}

export const isWhose = ({ card }: QueueLine, whose: Whose, staff: Staff): boolean =>
  whose === 'all' || (whose === 'mine' ? card?.assignee === staff.id : card?.assignee === undefined);

/** How much waits in each queue. */
export async function queueCounts(records: Records, staff: Staff, now: Date) {
  const queues = await queuesOf(records, staff, now);
  return QUEUES.map(({ id, title }) => {
    const lines = queues.get(id) ?? [];
    return {
      id,
      title,
      all: lines.length,
      mine: lines.filter((line) => isWhose(line, 'mine', staff)).length,
      unassigned: lines.filter((line) => isWhose(line, 'unassigned', staff)).length,
      overdue: lines.filter(({ isOverdue }) => isOverdue).length,
    };
  });
}
