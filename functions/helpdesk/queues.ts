import { helpdeskDue } from '../../domain/working-days.ts';
import { WARNING_TASK } from '../acts/asking.ts';
import { audienceOf } from '../mail/message-tags.ts';
import { MESSAGE_TASK } from '../mail/outbox.ts';
import type { CaseRow } from '../store/case-row.ts';
import { cardsOf, everyBody, type Queued, type QueueName, readQueue } from '../store/queue.ts';
import type { Records } from '../store/records.ts';
import { QUEUE_TITLES } from './act-words.ts';
import type { LongQueues } from './long-queues.ts';
import { bodiesOf, type Staff } from './permissions.ts';
import type { Done } from './words.ts';

/** The helpdesk gives itself so many working days to settle a task. */
const TASK_WORKING_DAYS = 2;

const isOf =
  (name: QueueName) =>
  ({ queue }: Queued) =>
    queue === name;
const isTask =
  (...names: readonly string[]) =>
  ({ task }: Queued) =>
    task !== undefined && names.includes(task.name);
const isBounceOfEndorser = ({ task }: Queued) => task?.name === MESSAGE_TASK && audienceOf(task.subject) === 'endorser';

/** A queue of the console. */
export interface ConsoleQueue {
  readonly id: string;
  readonly title: string;
  /** The store's lists that it is taken from. */
  readonly from: readonly QueueName[];
  readonly has: (item: Queued) => boolean;
  /** What was done when somebody worked on it: from there they are led back to it. */
  readonly after: readonly Done[];
}

/** The queues of the console. Tasks are one list in the store, and several here: the first that fits. */
export const QUEUES = [
  {
    id: 'reviews',
    title: QUEUE_TITLES.reviews,
    from: ['eligibility-review'],
    has: isOf('eligibility-review'),
    after: ['reviewed'],
  },
  { id: 'decisions', title: QUEUE_TITLES.decisions, from: ['decision'], has: isOf('decision'), after: ['decided'] },
  { id: 'releases', title: QUEUE_TITLES.releases, from: ['release'], has: isOf('release'), after: ['released'] },
  {
    id: 'endorsements',
    title: QUEUE_TITLES.endorsements,
    from: ['endorsers', 'tasks'],
    has: (item) =>
      item.queue === 'endorsers' || isTask('endorser-declined', WARNING_TASK)(item) || isBounceOfEndorser(item),
    after: ['replaced', 'extended', 'reminded'],
  },
  { id: 'answers', title: QUEUE_TITLES.answers, from: ['tasks'], has: isTask('information-answered'), after: [] },
  { id: 'emails', title: QUEUE_TITLES.emails, from: ['tasks'], has: isTask(MESSAGE_TASK), after: ['settled'] },
  { id: 'reports', title: QUEUE_TITLES.reports, from: ['tasks'], has: isOf('tasks'), after: [] },
] as const satisfies readonly ConsoleQueue[];
export type QueueId = (typeof QUEUES)[number]['id'];

/** `all`, `mine`, `unassigned`, or the id of a member of staff. */
export type Whose = string;

/** One line of a queue. */
export interface QueueLine extends Omit<Queued, 'assignee'> {
  readonly due: Date;
  readonly isOverdue: boolean;
  readonly assignee: string | undefined;
}

/** Queues of a member of staff, oldest due first. */
export async function queuesOf(
  records: Records,
  staff: Staff,
  now: Date,
  wanted: readonly ConsoleQueue[],
  read: LongQueues['read'] = (bodies, queue) => readQueue(records, bodies, queue),
): Promise<ReadonlyMap<QueueId, readonly QueueLine[]>> {
  const bodies = bodiesOf(staff, await everyBody(records));
  const from = new Set(wanted.flatMap((queue) => queue.from));
  const all = (await Promise.all([...from].map((queue) => read(bodies, queue)))).flat();
  const cards = await cardsOf(
    records,
    all.flatMap(({ assignee, reference }) => (assignee === 'unknown' ? (reference ?? []) : [])),
  );
  const lines = all
    .map((item) => lineOf(item, cards, now))
    .toSorted((one, other) => one.due.getTime() - other.due.getTime());
  const queueOf = (line: QueueLine) => QUEUES.find(({ has }) => has(line))?.id;
  const sorted = Map.groupBy(lines, queueOf);
  return new Map(QUEUES.map(({ id }) => [id, sorted.get(id) ?? []]));
}

function lineOf(item: Queued, cards: ReadonlyMap<string, CaseRow['card']>, now: Date): QueueLine {
  const due = item.task ? helpdeskDue(item.at, TASK_WORKING_DAYS) : item.at;
  // beyond the calendar of bank holidays nobody knows the working days yet
  const known = due === 'unknown' ? item.at : due;
  return {
    ...item,
    due: known,
    isOverdue: known < now,
    assignee: item.assignee === 'unknown' ? cards.get(item.reference ?? '')?.assignee : item.assignee,
  };
}

export function isWhose({ assignee }: QueueLine, whose: Whose, staff: Staff): boolean {
  if (whose === 'all') return true;
  const wanted = whose === 'mine' ? staff.id : whose === 'unassigned' ? undefined : whose;
  return assignee === wanted;
}

/** How much waits in each queue: of many cases, some seconds ago. */
export async function queueCounts(records: Records, long: LongQueues, staff: Staff, now: Date) {
  const queues = await queuesOf(records, staff, now, QUEUES, (bodies, queue) => long.read(bodies, queue));
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
