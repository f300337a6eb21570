import type { Settings } from '../settings.ts';
import { LARGEST_BATCH } from './record-stream.ts';

/** A partition of the table takes as many writes and reads a second, and is a shard of its stream; a new table has four. */
const WRITES_OF_A_SHARD = 1000;
const READS_OF_A_SHARD = 3000;
const SHARDS_OF_A_NEW_TABLE = 4;

/** Of the minute that the function has; it waits for SES for 40 seconds. */
const SECONDS_OF_SENDING = 30;

/**
 * How many mails one batch brings, so that all batches that are worked on at a time can be sent before their functions
 * end: SES takes only so many a second, whoever asks.
 */
export function mailsAtATime({ mailsPerSecond, streamLanes, warmThroughput }: Settings['scale']): number {
  const { writeUnitsPerSecond = 0, readUnitsPerSecond = 0 } = warmThroughput ?? {};
  const shards = Math.max(
    Math.ceil(writeUnitsPerSecond / WRITES_OF_A_SHARD),
    Math.ceil(readUnitsPerSecond / READS_OF_A_SHARD),
    SHARDS_OF_A_NEW_TABLE,
  );
  const batches = shards * streamLanes;
  const mails = Math.floor((mailsPerSecond * SECONDS_OF_SENDING) / batches);
  return Math.min(Math.max(mails, 1), LARGEST_BATCH);
}
