import * as z from 'zod';
import { type CaseRow, caseRow, type StaffWork } from './case-row.ts';
import { rowKeys, shardsOf, slotIn } from './keys.ts';
import type { Records } from './records.ts';
import { everyRound } from './round-row.ts';

export type QueueName = StaffWork['queue'] | 'tasks' | 'endorsers';

/** Something that waits for staff: a case, a silent endorser of one, or a task about a case or a round. */
export interface Queued {
  readonly queue: QueueName;
  /** Reference of the case; undefined for what is about a round. */
  readonly reference: string | undefined;
  readonly round: string | undefined;
  /** In whose hands a case is that waits itself; `unknown` of anything else: its case says so. */
  readonly assignee: string | undefined | 'unknown';
  /** The slot of a silent endorser. */
  readonly slot: string | undefined;
  /** When it is due; of a task, since when it is open. */
  readonly at: Date;
  /** Kind and subject of a task. */
  readonly task: { readonly name: string; readonly subject: string } | undefined;
}

const queuedRow = z.object({
  pk: z.string(),
  sk: z.string(),
  queueSk: z.string(),
  card: z.object({ assignee: z.string().exactOptional() }).exactOptional(),
});

/** What waits in a queue for the staff of some bodies, oldest first. */
export async function readQueue(records: Records, bodies: readonly string[], queue: QueueName): Promise<Queued[]> {
  const shards = bodies.flatMap((body) => shardsOf(`QUEUE#${body}#${queue}`, 'byQueue'));
  const parts = shards.map((shard) => {
    const query = {
      IndexName: 'byQueue',
      KeyConditionExpression: 'queuePk = :shard',
      ExpressionAttributeValues: { ':shard': shard },
      ProjectionExpression: 'pk, sk, queueSk, card.assignee',
    };
    return Array.fromAsync(records.query(query, queuedRow));
  });
  const rows = (await Promise.all(parts)).flat();
  return rows.toSorted((one, other) => one.queueSk.localeCompare(other.queueSk)).map((row) => asQueued(row, queue));
}

function asQueued({ pk, sk, queueSk, card }: z.infer<typeof queuedRow>, queue: QueueName): Queued {
  const [, kind, id = ''] = /^([A-Z]+)#(.*)$/.exec(pk) ?? [];
  const [, name = '', subject = ''] = /^TASK#([^#]+)#(.*)$/.exec(sk) ?? [];
  return {
    queue,
    assignee: sk === 'CASE' ? card?.assignee : 'unknown',
    slot: slotIn(sk),
    reference: kind === 'CASE' ? id : undefined,
    round: kind === 'ROUND' ? id : undefined,
    at: new Date(queueSk.slice(0, queueSk.indexOf('#'))),
    task: name === '' ? undefined : { name, subject },
  };
}

/** The cards of cases by their references: erased cases have none. */
export async function cardsOf(
  records: Records,
  references: readonly string[],
): Promise<ReadonlyMap<string, CaseRow['card']>> {
  const cards = new Map<string, CaseRow['card']>();
  const rows = records.getMany(
    [...new Set(references)].map(rowKeys.case),
    caseRow.pick({ reference: true, card: true }),
  );
  for await (const { reference, card } of rows) cards.set(reference, card);
  return cards;
}

/** Every designating body that has had a round. */
export async function everyBody(records: Records): Promise<string[]> {
  return [...new Set((await everyRound(records)).map(({ body }) => body))];
}
