import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { lean } from '../functions/lean-client.ts';
import { Records } from '../functions/store/records.ts';
import { engineClient } from './engine-client.ts';
import { HomeStartError, startHome } from './home.ts';

/** Which home a command acts on, as it was asked for. */
export interface TargetOptions {
  /** `--home URL`: the door of a home that runs. */
  readonly home?: string | undefined;
  /** `--table NAME`: a table of AWS, by the usual AWS configuration. */
  readonly table?: string | undefined;
}

/** The records table of one home. */
export interface RecordsTable {
  readonly name: string;
  readonly records: Records;
}

/** A home to act on. */
export interface Target extends RecordsTable {
  /** "the home at http://127.0.0.1:3001" */
  readonly description: string;
  /** The instant there: of its clock, which may have been moved. */
  readonly now: Date;
  /** Lets go of it, and ends the home if it was started for this command. */
  close(): Promise<void>;
}

/** There is no home to act on. The message says what to do. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** A home answers at once; something that is none may never. */
const ANSWER_LIMIT_MS = 10_000;

/** What a home says of itself, as far as commands need it. */
const health = z.object({
  ready: z.literal(true),
  aws: z.object({
    region: z.string(),
    endpoints: z.object({ dynamodb: z.url() }),
    resources: z.object({ RECORDS_TABLE: z.string() }),
  }),
});
const clock = z.object({ now: z.iso.datetime() });

/** The door of the home that was named; else of the one that the environment names, or that stands on the usual port. */
export function homeUrl(named: string | undefined): string {
  const { LOCAL_URL, LOCAL_PORT = '3001' } = process.env;
  return named ?? LOCAL_URL ?? `http://127.0.0.1:${LOCAL_PORT}`;
}

/**
 * The home that was named; else the one that runs at `LOCAL_URL`, or on the usual port; else one that is started on
 * `DATA_DIR` until the target is closed.
 *
 * @param now the computer's clock, for AWS, which has no other
 * @throws TargetError
 */
export async function openTarget({ home, table }: TargetOptions, now: Date): Promise<Target> {
  if (table !== undefined) {
    const client = lean(new DynamoDBClient());
    return {
      ...recordsTable(table, client),
      description: `table ${table} in AWS`,
      now,
      close: async () => client.destroy(),
    };
  }
  const url = homeUrl(home);
  if (!URL.canParse(url)) throw new TargetError(`"${url}" is no address of a home: http://127.0.0.1:3001`);
  if (await answers(url)) return connect(url, async () => {});
  if (home !== undefined) throw new TargetError(`no home answers at ${home}: start it, or leave --home out`);
  const started = await startHome().catch((cause: unknown) => {
    throw cause instanceof HomeStartError ? new TargetError(cause.message, { cause }) : cause;
  });
  try {
    const target = await connect(started.localUrl, started.stop);
    return {
      ...target,
      description: `a home started for this on ${process.env.DATA_DIR || '.data'}: none runs at ${url}`,
    };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(new URL('/health', url), { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).arrayBuffer();
    return true;
  } catch (error) {
    if (error instanceof TypeError && 'cause' in error) return false; // nobody listens there
    throw error;
  }
}

async function connect(url: string, stop: () => Promise<void>): Promise<Target> {
  const { aws } = await ask(url, '/health', health);
  const { now } = await ask(url, '/clock', clock);
  const client = engineClient({ region: aws.region, endpoint: aws.endpoints.dynamodb });
  return {
    ...recordsTable(aws.resources.RECORDS_TABLE, client),
    description: `the home at ${url}`,
    now: new Date(now),
    async close() {
      client.destroy();
      await stop();
    },
  };
}

async function ask<Answer>(url: string, path: string, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = await fetch(new URL(path, url), { headers: { accept: 'application/json' } });
  const answer = schema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success)
    throw new TargetError(`what answers at ${url} is not a home of this version: name another with --home`);
  return answer.data;
}

export const recordsTable = (name: string, client: DynamoDBClient): RecordsTable => ({
  name,
  records: new Records(name, client),
});
