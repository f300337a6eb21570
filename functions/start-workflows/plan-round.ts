import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type RoundEvent, roundEvents, stillToDo } from '../../domain/round-moments.ts';
import { decideAnew } from '../acts/desk.ts';
import { advanceRound, completeRound } from '../acts/rounds/advance-round.ts';
import { programmeOf } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { changeRound, getRound, RoundChangedError, type RoundRow } from '../store/round-row.ts';
import { executionOf, keepSchedules, type RoundScheduling } from './round-schedules.ts';

export interface RoundPlanning extends RoundScheduling {
  readonly records: Records;
  readonly workflows: Pick<SFNClient, 'send'>;
}

/**
 * Sees to it that every moment of a round to come has its schedule, and makes good at once what is past and was not done.
 *
 * @returns the ids of moments whose execution ended without having done them
 * @throws RoundNotFoundError
 */
export async function planRound(planning: RoundPlanning, id: string, at: Date): Promise<readonly string[]> {
  const row = await getRound(planning.records, id);
  const { due, ahead } = leftOf(row, at);
  await keepSchedules(planning, id, row.plan, ahead);
  const words = await Promise.all(due.map((event) => start(planning, row, event)));
  const stuck = due.filter((_, index) => words[index] === 'ran-before').map((event) => event.id);
  // somebody changed it meanwhile, and may have planned before us
  if ((await getRound(planning.records, id)).plan !== row.plan) return planRound(planning, id, at);
  return stuck;
}

/**
 * For the sweep: brings a round into the state in which it should be, its schedules too, and starts what stopped anew.
 *
 * @returns what was not as it should be
 * @throws RoundNotFoundError
 */
export async function repairRound(
  planning: RoundPlanning,
  id: string,
  at: Date,
): Promise<{ readonly wasLate: boolean; readonly stuck: readonly string[]; readonly word: 'completed' | 'not-yet' }> {
  const { records } = planning;
  const before = await getRound(records, id);
  const { round } = await advanceRound({ records, at }, id);
  const stuck = await planRound(planning, id, at);
  if (stuck.length > 0) await planAnew(records, id, stuck, at);
  return { wasLate: round.state !== before.round.state, stuck, word: await completeRound({ records, at }, id) };
}

/** The row's change has it planned once more, under names that were not used yet. */
const planAnew = (records: Records, id: string, stuck: readonly string[], at: Date): Promise<void> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    const isStuck = leftOf(row, at).due.some((event) => stuck.includes(event.id));
    if (isStuck) await records.transact([changeRound(row, { plan: row.plan + 1 })]);
  });

function leftOf({ round, done }: RoundRow, at: Date): ReturnType<typeof stillToDo> {
  if (round.state === 'completed') return { due: [], ahead: [] };
  return stillToDo(roundEvents(round, programmeOf(round.generation).timing), done, at);
}

async function start(
  { workflows, roundArn }: RoundPlanning,
  { round, plan }: RoundRow,
  event: RoundEvent,
): Promise<'started' | 'ran-before'> {
  const { name, input } = executionOf(round.id, plan, event);
  try {
    await workflows.send(new StartExecutionCommand({ stateMachineArn: roundArn, name, input }));
    return 'started';
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    return 'ran-before';
  }
}
