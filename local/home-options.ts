import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { CLOCK_MODES } from './clock/clock.ts';

const port = (fallback: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(fallback);

/** Every environment variable that the home reads. Empty counts as unset. */
const environmentSchema = z.object({
  /** The public door. */
  PORT: port(3000),
  /** What the public types, when a proxy stands before the door. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  /** The home's own door. */
  LOCAL_PORT: port(3001),
  /** The AWS endpoints. */
  AWS_PORT: port(3002),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => resolve(folder)),
  DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** A settings file, as `cdk -c settings=` takes it. */
  SETTINGS: z.string().default('settings.example.json'),
  /** How many invocations of one function may run at once. Default: as many as there are processors, at least 2. */
  CONCURRENCY: z.coerce.number({ error: 'must be a whole number from 1 to 100' }).int().min(1).max(100).optional(),
  CLOCK: z.enum(CLOCK_MODES).optional(),
  /** Where simulated time starts in a new data folder. */
  CLOCK_START: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .optional(),
});

export type HomeOptions = z.infer<typeof environmentSchema> & {
  /** Print one line of JSON, `{"ready":true,"localUrl":"http://…"}`, instead of the addresses: for programs. */
  readonly jsonReady: boolean;
  /** Start without demonstration data, and without test people. */
  readonly empty: boolean;
};

/** The environment or the arguments are wrong. The message names each thing that is. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/** @throws OptionsError */
export function readOptions(environment: NodeJS.ProcessEnv, args: readonly string[]): HomeOptions {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = environmentSchema.safeParse(set);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new OptionsError(wrong.join('; '));
  }
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ args: [...args], options: { 'json-ready': flag, empty: flag } });
    return { ...read.data, jsonReady: values['json-ready'], empty: values.empty };
  } catch (error) {
    throw new OptionsError((error as Error).message);
  }
}
