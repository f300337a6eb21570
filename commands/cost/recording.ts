import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const count = z.int().nonnegative();

/** What one function did in all: invocations, and the time of its handler (milliseconds, without what AWS adds). */
const functionUse = z.object({
  invocations: count,
  milliseconds: z.number().nonnegative(),
  memoryMb: z.int().positive(),
});

/**
 * What a run on the single-machine home asked of AWS's services, counted: kept as `DATA_DIR/recording.json` by
 * `npm run simulate`, read by `npm run cost`.
 */
export const recordingSchema = z.object({
  recordedAt: z.iso.datetime(),
  /** Applications of the run, the drafts that were never sent among them. */
  applications: z.int().positive(),
  /** States entered, retries too. */
  stateTransitions: count,
  functions: z.record(z.string(), functionUse),
  /** Units of on-demand tables: indexes and the doubling in transactions are in them. */
  dynamodb: z.object({ readUnits: z.number().nonnegative(), writeUnits: z.number().nonnegative() }),
  /** One for each addressee. */
  mails: count,
  /** Requests to the public door, of 512 KB at most each. */
  httpRequests: count,
  schedulesFired: count,
  objects: z.object({ puts: count, gets: count }),
  /** Bytes that functions and workflows logged. */
  logBytes: count,
});
export type Recording = z.infer<typeof recordingSchema>;

/** @throws Error when the file cannot be read or is no recording */
export async function readRecording(file: string): Promise<Recording> {
  const result = recordingSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!result.success) throw new Error(`${file} is no recording:\n${z.prettifyError(result.error)}`);
  return result.data;
}
