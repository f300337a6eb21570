import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew } from './row-update.ts';

const takenSeat = z.object({ sk: z.string() });

/** Somebody else took the place in the same moment. */
export class SeatTakenError extends Error {
  override readonly name = 'SeatTakenError';
}

/**
 * A place, at random, of those of a round that are free; none when all are taken. Each is a row of its own that only one
 * application can write: a counter would be one hot row, and one that is added up later lets too many in.
 */
export async function freeSeat(records: Records, round: string, capacity: number): Promise<number | undefined> {
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': rowKeys.seat(round, 0).pk },
    ConsistentRead: true,
    ProjectionExpression: 'sk',
  };
  const taken = new Set<string>();
  for await (const { sk } of records.query(query, takenSeat)) taken.add(sk);
  const free = Array.from({ length: capacity }, (_, seat) => seat).filter(
    (seat) => !taken.has(rowKeys.seat(round, seat).sk),
  );
  return free[Math.floor(Math.random() * free.length)];
}

export const takeSeat = (round: string, seat: number, reference: string): Write =>
  putNew({ ...rowKeys.seat(round, seat), kind: 'seat', reference }, () => new SeatTakenError(`${round} ${seat}`));
