import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const count = z.int().nonnegative();

/** What one function did in all. */
const functionUse = z.object({
  invocations: count,
  /** Of a processor, in its handler. */
  milliseconds: z.number().nonnegative(),
  memoryMb: z.int().positive(),
  /** Units of on-demand tables. */
  readUnits: z.number().nonnegative(),
  logBytes: count,
});
export type FunctionUse = z.infer<typeof functionUse>;

/** What the single-machine home asks of AWS's services, as it counts from its start. */
export const usageSchema = z.object({
  /** States entered, retries too. */
  stateTransitions: count,
  functions: z.record(z.string(), functionUse),
  /** Units of on-demand tables: indexes and the doubling in transactions are in them. */
  writeUnits: z.number().nonnegative(),
  /** One for each addressee. */
  mails: count,
  /** Requests to the public door, of 512 KB at most each. */
  httpRequests: count,
  schedulesFired: count,
  objects: z.object({ puts: count, gets: count }),
});
export type Usage = z.infer<typeof usageSchema>;

/** What a run asked for: kept as `DATA_DIR/recording.json` by `npm run simulate`, read by `npm run cost`. */
export const recordingSchema = usageSchema.extend({
  recordedAt: z.iso.datetime(),
  /** Applications of the run, the drafts that were never sent among them. */
  applications: z.int().positive(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** @throws Error when the file cannot be read or is no recording */
export async function readRecording(file: string): Promise<Recording> {
  const result = recordingSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!result.success) throw new Error(`${file} is no recording:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** What was asked for between two counts. */
export function usedSince(before: Usage, after: Usage): Usage {
  const functions = Object.entries(after.functions).map(([name, use]) => {
    const { invocations = 0, milliseconds = 0, readUnits = 0, logBytes = 0 } = before.functions[name] ?? {};
    const since = {
      memoryMb: use.memoryMb,
      invocations: use.invocations - invocations,
      milliseconds: Math.max(0, use.milliseconds - milliseconds),
      readUnits: use.readUnits - readUnits,
      logBytes: use.logBytes - logBytes,
    };
    return [name, since] as const;
  });
  return {
    stateTransitions: after.stateTransitions - before.stateTransitions,
    functions: Object.fromEntries(functions),
    writeUnits: after.writeUnits - before.writeUnits,
    mails: after.mails - before.mails,
    httpRequests: after.httpRequests - before.httpRequests,
    schedulesFired: after.schedulesFired - before.schedulesFired,
    objects: {
      puts: after.objects.puts - before.objects.puts,
      gets: after.objects.gets - before.objects.gets,
    },
  };
}
