import * as z from 'zod';
import { APPLICATION_STATES, type ApplicationState } from '../../domain/application.ts';
import type { FoundCase } from '../store/cards.ts';
import { caseRow } from '../store/case-row.ts';
import { referenceOf, shardsOf } from '../store/keys.ts';
import type { Records } from '../store/records.ts';

const MINUTE_MS = 60_000;
/**
 * So long a list counts as it is, and so long what was kept of it is only brought up to date: by the machine's own clock,
 * for a simulated one may stand still.
 */
const FRESH_MS = 10_000;
const KEPT_MS = 10 * MINUTE_MS;
/** So many cases cost less to read whole than to ask for what moved: that is a query for each state in each shard. */
const SOON_READ = 2000;
/** An index may be late, and clocks of two machines differ, by less than this. */
const OVERLAP_MS = MINUTE_MS;

interface Kept {
  readonly whole: number;
  readonly checked: number;
  readonly cards: Promise<Map<string, Listed>>;
}

/**
 * The cards of rounds. To read 20,000 takes most of a second, and whoever searches does so again soon with other words: a
 * whole large round is read every ten minutes, and between that only the cases that moved or changed hands. A name that
 * an applicant changes in a draft is late by those minutes; lines that are shown are read anew anyway.
 */
export class RoundCards {
  readonly #records: Records;
  readonly #kept = new Map<string, Kept>();

  constructor(records: Records) {
    this.#records = records;
  }

  /** @param state only those in it: fewer are read, and always anew */
  async of(round: string, state?: ApplicationState): Promise<readonly FoundCase[]> {
    if (state) return inRound(round, await this.#query(round, { prefix: `${state}#` }));
    const now = performance.now();
    for (const [id, { whole }] of this.#kept) if (now - whole >= KEPT_MS) this.#kept.delete(id);
    const kept = this.#kept.get(round);
    if (kept && now - kept.checked < FRESH_MS) return inRound(round, (await kept.cards).values());
    const cards = kept ? kept.cards.then((known) => this.#newer(round, known)) : this.#whole(round);
    this.#kept.set(round, { whole: kept?.whole ?? now, checked: now, cards });
    cards.catch(() => this.#kept.delete(round));
    return inRound(round, (await cards).values());
  }

  async #whole(round: string): Promise<Map<string, Listed>> {
    return byReference(await this.#query(round));
  }

  /** What was known, with all that came to its place in the list since; of a small round just all that there is. */
  async #newer(round: string, known: ReadonlyMap<string, Listed>): Promise<Map<string, Listed>> {
    if (known.size < SOON_READ) return this.#whole(round);
    let last = '';
    for (const one of known.values()) if (placed(one) > last) last = placed(one);
    const since = new Date(Date.parse(last) - OVERLAP_MS).toISOString();
    const lists = APPLICATION_STATES.map((state) =>
      this.#query(round, { prefix: `${state}#`, after: `${state}#${since}` }),
    );
    const moved = (await Promise.all(lists)).flat();
    // where the index shows a case twice, the later place counts
    const order = moved.toSorted((one, other) => placed(one).localeCompare(placed(other)));
    return new Map([...known, ...byReference(order)]);
  }

  async #query(round: string, part?: { readonly prefix: string; readonly after?: string }): Promise<Listed[]> {
    const condition = part?.after ? 'roundSk BETWEEN :after AND :end' : 'begins_with(roundSk, :prefix)';
    const values = part?.after
      ? { ':after': part.after, ':end': `${part.prefix}~` }
      : part && { ':prefix': part.prefix };
    const lists = shardsOf(`ROUND#${round}`, 'byRound').map((shard) => {
      const query = {
        IndexName: 'byRound',
        KeyConditionExpression: `roundPk = :shard${part ? ` AND ${condition}` : ''}`,
        ExpressionAttributeValues: { ':shard': shard, ...values },
        ProjectionExpression: 'pk, roundSk, card',
      };
      return Array.fromAsync(this.#records.query(query, listedCase));
    });
    return (await Promise.all(lists)).flat();
  }
}

const listedCase = z.object({ pk: z.string(), roundSk: z.string(), card: caseRow.shape.card });
type Listed = z.infer<typeof listedCase>;

const placed = ({ roundSk }: Listed): string => roundSk.slice(roundSk.indexOf('#') + 1);

const byReference = (cards: readonly Listed[]): Map<string, Listed> => new Map(cards.map((one) => [one.pk, one]));

const inRound = (round: string, cards: Iterable<Listed>): FoundCase[] =>
  Array.from(cards, ({ pk, card }) => ({ reference: referenceOf({ pk }), round, card }));

/** The state of a search as one that a case can be in. */
export const oneState = (state: string): ApplicationState | undefined =>
  APPLICATION_STATES.find((known) => known === state);
