import * as z from 'zod';
import { APPLICATION_STATES } from '../../domain/application.ts';
import { printInstant } from '../../domain/london-time.ts';
import { caseRow } from '../../functions/store/case-row.ts';
import { referenceOf, shardsOf } from '../../functions/store/keys.ts';
import type { Records } from '../../functions/store/records.ts';
import { everyRound, getRound } from '../../functions/store/round-row.ts';
import { UsageError } from '../command-line.ts';
import type { Subcommand } from './subcommand.ts';

const listedCase = z.object({ pk: z.string(), card: caseRow.shape.card });

/** The cases of one round or of all, those that are longest where they are first. */
export const LIST: Subcommand = {
  parameters: [],
  options: ['round', 'state'],
  takes: '[--round ID] [--state STATE]',
  does: 'the cases: reference, state, since when',
  acts: false,
  async run({ records }, call) {
    const state = call.optional('state');
    if (state !== undefined && !APPLICATION_STATES.some((one) => one === state)) {
      throw new UsageError(`--state ${state} is none of ${APPLICATION_STATES.join(', ')}`);
    }
    const round = call.optional('round');
    const rounds = round === undefined ? await everyRound(records) : [(await getRound(records, round)).round];
    const cases = (await Promise.all(rounds.map(({ id }) => casesIn(records, id, state)))).flat();
    const lines = cases
      .toSorted((one, other) => one.card.since.localeCompare(other.card.since))
      .map(({ pk, card }) => `${referenceOf({ pk })}  ${card.state}  ${printInstant(new Date(card.since))}`);
    return [...lines, `cases ${cases.length}`];
  },
};

async function casesIn(records: Records, round: string, state: string | undefined) {
  const shards = shardsOf(`ROUND#${round}`, 'byRound').map((shard) => {
    const query = {
      IndexName: 'byRound',
      KeyConditionExpression: `roundPk = :shard${state === undefined ? '' : ' AND begins_with(roundSk, :state)'}`,
      ExpressionAttributeValues: { ':shard': shard, ...(state !== undefined && { ':state': `${state}#` }) },
    };
    return Array.fromAsync(records.query(query, listedCase));
  });
  return (await Promise.all(shards)).flat();
}
