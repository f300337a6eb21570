import * as z from 'zod';
import { ROUND_STATES, type Round } from '../../domain/round.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { checkRow } from './row-update.ts';

/** Instants are kept as text in UTC, and are dates in the code. */
const instant = z.codec(z.iso.datetime(), z.date(), {
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
}) satisfies z.ZodType<Round>;

/** A round as its manager made it. */
export const roundRow = z.object({ kind: z.literal('round'), round, version: z.int().positive() });
export type RoundRow = z.infer<typeof roundRow>;

/** What a submission looks at: one of some copies of the round's opening times. */
export const gateRow = z.object({
  kind: z.literal('gate'),
  copy: z.int(),
  gate: round.pick({ state: true, opens: true, closes: true, reopened: true }),
  version: z.int().positive(),
});
export type GateRow = z.infer<typeof gateRow>;

/** Leave for one person to send an application after the end. */
export const latePassRow = z.object({ kind: z.literal('late-pass'), until: instant });

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
 * Writes a round and all copies of its gate.
 *
 * @param previous the version that it replaces; 0 for a new round
 */
export function putRound(round: Round, previous = 0): Write[] {
  const { id, state, opens, closes, reopened } = round;
  const version = previous + 1;
  const row = z.encode(roundRow, { kind: 'round', round, version });
  const condition =
    previous === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :previous', ExpressionAttributeValues: { ':previous': previous } };
  const lists = listed.round(round.programme, opens.instant, id);
  const gates = Array.from({ length: GATE_COPIES }, (_, copy): Write => {
    const gate = { state, opens, closes, ...(reopened && { reopened }) };
    return {
      Put: { Item: { ...rowKeys.gate(id, copy), ...z.encode(gateRow, { kind: 'gate', copy, gate, version }) } },
    };
  });
  const Item = { ...rowKeys.round(id), ...lists, card: { title: round.title, body: round.body }, ...row };
  return [{ Put: { Item, ...condition }, refusal: () => new RoundChangedError(id) }, ...gates];
}

/** The rounds of a programme, in the order of their openings. */
export async function listRounds(records: Records, programme: string): Promise<Round[]> {
  const rounds: Round[] = [];
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: 'listPk = :list',
    ExpressionAttributeValues: { ':list': `ROUNDS#${programme}` },
  };
  const keys = records.query(query, z.object({ pk: z.string() }));
  for await (const { pk } of keys) rounds.push((await getRound(records, pk.replace('ROUND#', ''))).round);
  return rounds;
}

/** Until when somebody may send an application after the end, if they have leave. */
export async function getLatePass(records: Records, round: string, person: string): Promise<Date | undefined> {
  return (await records.get(rowKeys['late-pass'](round, person), latePassRow))?.until;
}
