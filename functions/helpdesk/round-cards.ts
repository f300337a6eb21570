import * as z from 'zod';
import { APPLICATION_STATES, type ApplicationState } from '../../domain/application.ts';
import { type CaseRow, caseRow } from '../store/case-row.ts';
import { shardsOf } from '../store/keys.ts';
import type { Records } from '../store/records.ts';

/** A case as a list shows it. */
export interface FoundCase {
  readonly reference: string;
  readonly round: string;
  readonly card: CaseRow['card'];
}

/** By the machine's own clock: a simulated one may stand still. */
const FRESH_MS = 10_000;

/**
 * The cards of rounds. To read 20,000 takes most of a second, and whoever searches does so again at once with other words:
 * whole rounds are kept for some seconds. The index may be as late by itself.
 */
export class RoundCards {
  readonly #records: Records;
  readonly #kept = new Map<string, { readonly until: number; readonly cards: Promise<FoundCase[]> }>();

  constructor(records: Records) {
    this.#records = records;
  }

  /** @param state only those in it: fewer are read, and always anew */
  async of(round: string, state?: ApplicationState): Promise<readonly FoundCase[]> {
    if (state) return this.#read(round, state);
    const now = performance.now();
    for (const [id, { until }] of this.#kept) if (until <= now) this.#kept.delete(id);
    const kept = this.#kept.get(round);
    if (kept) return kept.cards;
    const cards = this.#read(round);
    this.#kept.set(round, { until: now + FRESH_MS, cards });
    cards.catch(() => this.#kept.delete(round));
    return cards;
  }

  async #read(round: string, state?: ApplicationState): Promise<FoundCase[]> {
    const lists = shardsOf(`ROUND#${round}`, 'byRound').map((shard) => {
      const query = {
        IndexName: 'byRound',
        KeyConditionExpression: `roundPk = :shard${state ? ' AND begins_with(roundSk, :state)' : ''}`,
        ExpressionAttributeValues: { ':shard': shard, ...(state && { ':state': `${state}#` }) },
        ProjectionExpression: 'pk, card',
      };
      return Array.fromAsync(this.#records.query(query, listedCase));
    });
    const cards = (await Promise.all(lists)).flat();
    return cards.map(({ pk, card }) => ({ reference: pk.replace('CASE#', ''), round, card }));
  }
}

const listedCase = z.object({ pk: z.string(), card: caseRow.shape.card });

/** The state of a search as one that a case can be in. */
export const oneState = (state: string): ApplicationState | undefined =>
  APPLICATION_STATES.find((known) => known === state);
