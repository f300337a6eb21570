import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Desk } from '../../functions/acts/desk.ts';
import { lean } from '../../functions/lean-client.ts';
import { homeUrl, openTarget, TargetError, type TargetOptions } from '../target.ts';

export interface OpenDesk {
  readonly desk: Desk;
  close(): Promise<void>;
}

/** Where a home's workflows are woken. */
const health = z.object({
  aws: z.object({ region: z.string(), endpoints: z.object({ sfn: z.url() }) }),
});

/**
 * A desk at a home that runs, at the instant of its clock, or at a table of AWS. Unlike other commands it starts no home:
 * what follows from an act would stop with it in the middle.
 *
 * @throws TargetError
 */
export async function openDesk({ home, table }: TargetOptions, now: Date): Promise<OpenDesk> {
  const url = homeUrl(home);
  const workflows = table === undefined ? await workflowsOf(url) : lean(new SFNClient());
  const target = await openTarget({ home: url, table }, now);
  return {
    desk: { records: target.records, workflows, at: target.now },
    async close() {
      workflows.destroy();
      await target.close();
    },
  };
}

async function workflowsOf(url: string): Promise<SFNClient> {
  const response = await fetch(new URL('/health', url), { headers: { accept: 'application/json' } }).catch((cause) => {
    throw new TargetError(`no home answers at ${url}: start it, or name another with --home`, { cause });
  });
  const answer = health.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw new TargetError(`what answers at ${url} is not a home of this version`);
  const { region, endpoints } = answer.data.aws;
  // the home takes any
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return lean(new SFNClient({ region, endpoint: endpoints.sfn, credentials }));
}
