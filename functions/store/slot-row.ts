import * as z from 'zod';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** One endorsement that the programme asks for. The workflow parks its token here. */
export const slotRow = z.object({
  kind: z.literal('slot'),
  reference: z.string(),
  slot: z.string(),
  state: z.enum(['awaiting', 'given', 'declined', 'lapsed']),
  /** The endorsement request that is live. */
  request: z.string(),
  due: z.iso.datetime(),
  /** Present once the workflow waits; gone once it was woken. */
  taskToken: z.string().optional(),
});

export type SlotRow = z.infer<typeof slotRow>;

/** The slot was answered before, or has lapsed. */
export class SlotClosedError extends Error {
  override readonly name = 'SlotClosedError';
}

/** A parked token is woken again by the sweep when nobody did within this time. */
const WAKE_AGAIN_AFTER_MS = 60_000;

export function getSlot(records: Records, reference: string, slot: string): Promise<SlotRow | undefined> {
  return records.get(rowKeys.slot(reference, slot), slotRow);
}

export function putSlot(row: SlotRow): Write {
  return {
    Put: {
      Item: { ...rowKeys.slot(row.reference, row.slot), ...row },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/**
 * Records an answer. The slot enters the `byDue` index, so that the sweep wakes the workflow if the caller's own
 * attempt is lost.
 */
export function answerSlot(reference: string, slot: string, answer: 'given' | 'declined', at: Date): Write {
  const { duePk, dueSk } = listed.due(reference, new Date(at.getTime() + WAKE_AGAIN_AFTER_MS));
  return {
    Update: {
      Key: rowKeys.slot(reference, slot),
      UpdateExpression: 'SET #state = :answer, answeredAt = :at, duePk = :duePk, dueSk = :dueSk',
      ConditionExpression: '#state = :awaiting',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':answer': answer,
        ':awaiting': 'awaiting',
        ':at': at.toISOString(),
        ':duePk': duePk,
        ':dueSk': dueSk,
      },
    },
    refusal: () => new SlotClosedError(`${reference} ${slot}`),
  };
}

/** Records that the workflow goes on from this slot. */
export function slotWoken(reference: string, slot: string): Write {
  return { Update: { Key: rowKeys.slot(reference, slot), UpdateExpression: 'REMOVE taskToken, duePk, dueSk' } };
}
