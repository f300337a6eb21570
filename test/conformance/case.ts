import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Json } from './json.ts';

const json = z.json() as z.ZodType<Json>;

const functionBehaviour = z.looseObject({
  kind: z.enum(['identity', 'constant', 'raise', 'sleep-then-identity', 'large-output']),
  value: json.optional(),
  error: z.string().optional(),
  errorMessage: z.string().optional(),
  summary: z.string().default(''),
});

const replacement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('parallel-sort') }),
  z.object({ kind: z.literal('regex'), pattern: z.string(), replacement: z.string() }),
  z.object({ kind: z.literal('role-arn'), replacement: z.string() }),
  z.object({
    kind: z.enum(['state-machine-name', 'execution-name']),
    value: z.string(),
    replacement: z.string(),
  }),
]);

const recordedEvent = z.record(z.string(), json).and(z.object({ type: z.string() }));

/** One execution recorded on AWS Step Functions: what to run, what happens from outside, and what AWS answered. */
const recordedCase = z.object({
  id: z.string(),
  definition: z.record(z.string(), json),
  input: json,
  input_omitted_in_call: z.boolean().default(false),
  lambda_behaviour: z.record(z.string(), functionBehaviour).default({}),
  /** What happens from outside, such as a StopExecution once a state has been entered. */
  driver: z.object({ on: z.string(), actions: z.array(z.looseObject({ call: z.string() })) }).nullish(),
  expected: z.object({
    status: z.string(),
    output: json,
    error: z.string().nullable(),
    events: z.array(recordedEvent).nullable(),
    describe_execution: z.record(z.string(), json).optional(),
  }),
  /** The replacements that the recorder applied, in order. */
  normalise: z.array(replacement),
  /** Fields that exist only in JSONPath mode, which the home refuses by design. */
  jsonpath_mode_fields: z.array(z.string()).default([]),
  /** Events that AWS gave and the recording lost. */
  recording_gaps: z.array(z.object({ missing_ids: z.array(z.number()), before: z.string() })).default([]),
});

export type RecordedCase = z.infer<typeof recordedCase>;
export type Replacement = z.infer<typeof replacement>;
export type FunctionBehaviour = z.infer<typeof functionBehaviour>;

/** A case as it stands in the file, and why it cannot be read when it cannot. */
export type ReadCase = { readonly id: string } & ({ readonly recorded: RecordedCase } | { readonly unread: string });

/**
 * Reads a file of cases; one that is not understood spoils only itself.
 *
 * @throws z.ZodError when the file does not hold a list of cases
 */
export async function readCases(file: string): Promise<ReadCase[]> {
  const cases = z.array(z.looseObject({ id: z.string() })).parse(JSON.parse(await readFile(file, 'utf8')));
  return cases.map((given) => {
    const { data, error } = recordedCase.safeParse(given);
    return data ? { id: given.id, recorded: data } : { id: given.id, unread: z.prettifyError(error) };
  });
}
