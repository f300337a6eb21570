import * as z from 'zod';
import { type Key, listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { updateRow } from './row-update.ts';

/** Something that staff must settle. One open task per kind and subject. */
export const taskRow = z.object({
  kind: z.literal('task'),
  task: z.string(),
  subject: z.string(),
  state: z.enum(['open', 'done']),
  at: z.iso.datetime(),
});
export type TaskRow = z.infer<typeof taskRow>;

/** Somebody else has closed the task meanwhile. */
export class TaskMovedOnError extends Error {
  override readonly name = 'TaskMovedOnError';
}

export function putTask(reference: string, body: string, task: string, subject: string, at: Date): Write {
  const row: TaskRow = { kind: 'task', task, subject, state: 'open', at: at.toISOString() };
  const lists = listed.inQueue(body, 'tasks', reference, at);
  return { Put: { Item: { ...rowKeys.task(reference, task, subject), ...lists, reference, ...row } } };
}

const roundTaskRow = taskRow.extend({ kind: z.literal('round-task') });

/** A task about a round, in the queue of the same staff. */
export function putRoundTask(round: string, body: string, task: string, subject: string, at: Date): Write {
  const row = roundTaskRow.parse({ kind: 'round-task', task, subject, state: 'open', at: at.toISOString() });
  const lists = listed.inQueue(body, 'tasks', round, at);
  return { Put: { Item: { ...rowKeys['round-task'](round, task, subject), ...lists, round, ...row } } };
}

/** Is there a task about this already that nobody has settled? */
export async function isOpenTask(records: Records, key: Key): Promise<boolean> {
  return (await records.get(key, taskRow.pick({ state: true })))?.state === 'open';
}

/** The tasks of a case that nobody has settled yet. */
export async function openTasks(records: Records, reference: string): Promise<TaskRow[]> {
  const { pk, sk } = rowKeys.task(reference, '', '');
  const tasks = await Array.fromAsync(records.beginning({ pk, sk: sk.replace(/#+$/, '#') }, taskRow));
  return tasks.filter(({ state }) => state === 'open');
}

/** Closes a task that is open; nothing when there is none. */
export async function closeTask(records: Records, reference: string, task: string, subject: string): Promise<Write[]> {
  const key = rowKeys.task(reference, task, subject);
  if ((await records.get(key, taskRow))?.state !== 'open') return [];
  const change = { set: { state: 'done' }, remove: ['queuePk', 'queueSk'], when: { state: 'open' } };
  return [updateRow(key, change, () => new TaskMovedOnError(`${reference} ${task} ${subject}`))];
}
