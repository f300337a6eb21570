import { type ExecutionListItem, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Desk } from '../../functions/acts/desk.ts';
import { messageName } from '../../functions/mail/message-tags.ts';
import { getCase } from '../../functions/store/case-row.ts';
import { designationOf } from '../../functions/store/designation-rows.ts';
import { eventRow } from '../../functions/store/event-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { messageRow } from '../../functions/store/message-row.ts';
import { taskRow } from '../../functions/store/task-row.ts';
import { readHealth } from '../acceptance/home-process.ts';
import type { Evidence } from './verdict.ts';
import type { Traveller, World } from './world.ts';

const anyRow = z.looseObject({ kind: z.string(), dueSk: z.string().optional() });

/** What the home of a world has of each of its cases, now. */
export async function gather(world: World): Promise<Map<string, Evidence>> {
  const mails = Map.groupBy(await world.mails(), ({ reference }) => reference);
  const executions = Map.groupBy(await listExecutions(world), ({ name = '' }) => name.replace(/-\d+$/, ''));
  return world.withDesk(async (desk) => {
    const found = new Map<string, Evidence>();
    for (const traveller of world.travellers) {
      const { reference } = traveller;
      const keys = (mails.get(reference) ?? []).flatMap(({ key }) => key ?? []);
      const runs = (executions.get(reference) ?? []).map(({ name = '', status = '' }) => ({ name, status }));
      found.set(reference, await gatherCase(desk, traveller, keys, runs));
    }
    return found;
  });
}

async function gatherCase(
  { records, at }: Desk,
  { reference, person }: Traveller,
  mails: readonly string[],
  executions: Evidence['executions'],
): Promise<Evidence> {
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': rowKeys.case(reference).pk },
    ConsistentRead: true,
  };
  const rows = await Array.fromAsync(records.query(query, anyRow));
  const all = <Row>(kind: string, schema: z.ZodType<Row>) =>
    rows.filter((row) => row.kind === kind).map((row) => schema.parse(row));
  const events = all('event', eventRow);
  const { state, programme } = await getCase(records, reference);
  return {
    reference,
    state,
    messages: all('message', messageRow).map((row) => ({ ...row, name: messageName(row), failure: row.failure })),
    mails,
    sentAgain: events.filter(({ what }) => what === 'message-send-again').map(({ about = '' }) => about),
    tasks: all('task', taskRow)
      .filter((task) => task.state === 'open')
      .map(({ subject }) => subject),
    executions,
    facts: events
      .filter(({ who }) => who.kind !== 'staff')
      .map(({ who, what, about = '', messages = [] }) => [who.kind, what, about, ...messages].join(' ')),
    designations: (await designationOf(records, person, programme)) === undefined ? 0 : 1,
    overdue: rows.filter(({ dueSk }) => dueSk !== undefined && new Date(dueSk) <= at).map(({ kind }) => kind),
  };
}

async function listExecutions({ localUrl }: World): Promise<ExecutionListItem[]> {
  const { region, endpoints, resources } = (await readHealth(localUrl)).aws;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SFNClient({ region, endpoint: endpoints.sfn ?? '', credentials });
  const found: ExecutionListItem[] = [];
  const request = { stateMachineArn: resources.APPLICATION_WORKFLOW, maxResults: 1000 };
  for await (const { executions = [] } of paginateListExecutions({ client }, request)) found.push(...executions);
  client.destroy();
  return found;
}
