import * as z from 'zod';
import { ROUND_STATES, type Round, type RoundState } from '../../domain/round.ts';
import { PROGRAMME_IDS } from '../../programmes/programmes.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { checkRow, updateRow } from './row-update.ts';

/** Instants are kept as text in UTC, and are dates in the code. */
export const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
const moment = z.object({ wallClock: z.string(), instant });
const reopened = z.object({ from: moment, until: moment });

const round = z.object({
  id: z.string(),
  title: z.string(),
  programme: z.string(),
  generation: z.string(),
  body: z.string(),
  state: z.enum(ROUND_STATES),
  opens: moment,
  closes: moment,
  endorsementsDue: moment,
  decisionsDue: moment,
  capacity: z.int().positive().exactOptional(),
  closedMessage: z.string(),
  reopened: reopened.exactOptional(),
  extended: z
    .object({
      at: instant,
      moved: z.array(z.enum(['closes', 'endorsementsDue', 'decisionsDue'])).readonly(),
      closesMoved: z.object({ at: instant, reason: z.string() }).exactOptional(),
      reason: z.string(),
    })
    .exactOptional(),
  closedEarly: z.object({ at: instant, reason: z.string() }).exactOptional(),
  cancelledAt: instant.exactOptional(),
}) satisfies z.ZodType<Round>;

/** A round as its manager made it, and what of it has happened. */
export const roundRow = z.object({
  kind: z.literal('round'),
  round,
  /** Which plan of its moments this is: the workflow's executions are named by it. */
  plan: z.int().positive().default(1),
  /** For which instant each of its events was done. */
  done: z.record(z.string(), z.iso.datetime()).default({}),
  /** Why the workflow of one of its moments stopped: the sweep starts it again. */
  stopped: z.string().exactOptional(),
  version: z.int().positive(),
});
export type RoundRow = z.infer<typeof roundRow>;

/** What a submission looks at: one of some copies of the round's opening times. */
export const gateRow = z.object({
  kind: z.literal('gate'),
  copy: z.int(),
  gate: round.pick({ state: true, opens: true, closes: true, reopened: true, capacity: true }),
  version: z.int().positive(),
});
export type GateRow = z.infer<typeof gateRow>;

/** 20,000 applications in a closing hour are 6 a second; one row takes some hundreds, so 8 leave room. */
export const GATE_COPIES = 8;

export class RoundNotFoundError extends Error {
  override readonly name = 'RoundNotFoundError';
}

/** The round's dates changed while somebody decided by them. */
export class RoundChangedError extends Error {
  override readonly name = 'RoundChangedError';
}

/** @throws RoundNotFoundError */
export async function getRound(records: Records, id: string): Promise<RoundRow> {
  const row = await records.get(rowKeys.round(id), roundRow);
  if (!row) throw new RoundNotFoundError(id);
  return row;
}

/**
 * One copy of the gate, at random: one hot row would conflict.
 *
 * @throws RoundNotFoundError
 */
export async function getGate(records: Records, id: string): Promise<GateRow> {
  const row = await records.get(rowKeys.gate(id, Math.floor(Math.random() * GATE_COPIES)), gateRow);
  if (!row) throw new RoundNotFoundError(id);
  return row;
}

/** Lets a transaction pass only if the gate stands as it was read. */
export function checkGate(id: string, { copy, version }: GateRow): Write {
  return checkRow(rowKeys.gate(id, copy), { version }, () => new RoundChangedError(id));
}

/**
 * Writes a round, plans its moments anew, and writes all copies of its gate.
 *
 * @param was the row that it replaces, as it was read; nothing for a new round
 */
export function putRound(round: Round, was?: Pick<RoundRow, 'version' | 'plan' | 'done'>): Write[] {
  const { id, state, opens, closes, reopened, capacity } = round;
  const { version = 0, plan = 0, done = {} } = was ?? {};
  const next = { version: version + 1, plan: plan + 1 };
  const row = z.encode(roundRow, { kind: 'round', round, done, ...next });
  const condition =
    version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': version } };
  const lists = listed.round(round.programme, opens.instant, id);
  const gates = Array.from({ length: GATE_COPIES }, (_, copy): Write => {
    const gate = { state, opens, closes, ...(reopened && { reopened }), ...(capacity !== undefined && { capacity }) };
    const item = z.encode(gateRow, { kind: 'gate', copy, gate, version: next.version });
    return { Put: { Item: { ...rowKeys.gate(id, copy), ...item } } };
  });
  const Item = { ...rowKeys.round(id), ...lists, card: { title: round.title, body: round.body }, ...row };
  return [{ Put: { Item, ...condition }, refusal: () => new RoundChangedError(id) }, ...gates];
}

/** Notes on a round, as it was read, what time has done to it. Of that, gates know nothing: they look at the dates. */
export function changeRound(
  { round: { id }, version }: RoundRow,
  { state, ...set }: { readonly state?: RoundState } & Partial<Pick<RoundRow, 'done' | 'plan'>>,
): Write {
  return updateRow(
    rowKeys.round(id),
    { set: { 'round.state': state, ...set, version: version + 1 }, remove: ['stopped'], when: { version } },
    () => new RoundChangedError(id),
  );
}

/** The rounds of a programme, in the order of their openings. */
export async function listRounds(records: Records, programme: string): Promise<Round[]> {
  return (await listRoundRows(records, programme)).map(({ round }) => round);
}

/** The same, with what of each has happened. */
export async function listRoundRows(records: Records, programme: string): Promise<RoundRow[]> {
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: 'listPk = :list',
    ExpressionAttributeValues: { ':list': `ROUNDS#${programme}` },
  };
  const keys = await Array.fromAsync(records.query(query, z.object({ pk: z.string() })));
  return Promise.all(keys.map(({ pk }) => getRound(records, pk.replace('ROUND#', ''))));
}

/** The rounds of all programmes. */
export const everyRound = async (records: Records): Promise<Round[]> =>
  (await everyRoundRow(records)).map(({ round }) => round);

/** The same, with what of each has happened. */
export const everyRoundRow = async (records: Records): Promise<RoundRow[]> =>
  (await Promise.all(PROGRAMME_IDS.map((programme) => listRoundRows(records, programme)))).flat();
