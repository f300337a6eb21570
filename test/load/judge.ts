import { setTimeout as pause } from 'node:timers/promises';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { getCase } from '../../functions/store/case-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { messageRow } from '../../functions/store/message-row.ts';
import { readMailbox } from '../acceptance/mailbox.ts';
import type { OpenHome } from '../acceptance/open-home.ts';
import type { Answered } from './door.ts';

export interface Rushed {
  readonly closes: Date;
  readonly answers: readonly Answered[];
  /** Whether the home was killed: then nobody knows of some mails whether they went. */
  readonly wasKilled: boolean;
}

const TEMPLATE = 'application-received';
const LOOK_EVERY_MS = 2000;
/** What is owed and has not become more for so long will not: nothing is doubled. */
const SETTLED_MS = 10_000;
/** What has not moved for so long does not move any more. */
const STANDSTILL_MS = 60_000;

/**
 * Every accepted application has its row from before closing, its one message that is sent, and its one execution; every
 * refused one is a draft that nobody was mailed about, and was refused after closing. Waits for what comes after the answer:
 * mail, workflows.
 */
export async function judge(home: OpenHome, { closes, answers, wasKilled }: Rushed) {
  const accepted = answers.filter(({ word }) => word === 'accepted').length;
  const { mails, executions } = await whenSettled(home, accepted);
  const times = Map.groupBy(mails, ({ reference }) => reference);
  const faults = accepted > 0 ? [] : ['nothing was accepted: this run shows nothing'];
  let inDoubt = 0;
  for (const { reference, word, at } of answers) {
    const row = await getCase(home.records, reference);
    const messages = await messagesOf(home, reference);
    const states = messages.map(({ state }) => state);
    const mailed = times.get(reference)?.length ?? 0;
    const runs = executions.filter((name) => name.startsWith(`${reference}-`)).length;
    // a claim whose sender was killed: the sweep will call it interrupted, and staff are told
    const isInDoubt = wasKilled && /^(claimed|interrupted)$/.test(states.join()) && mailed <= 1;
    if (isInDoubt) inDoubt++;
    const isTold = states.length === 1 && (mailed === 1 || isInDoubt);
    const inTime = row.submittedAt !== undefined && new Date(row.submittedAt) < closes;
    // one computer, one clock: who has the answer before closing was refused before closing
    const isRefusedRightly = word === 'refused' && at >= closes;
    const isRight =
      word === 'accepted'
        ? inTime && isTold && runs === 1
        : isRefusedRightly && row.submittedAt === undefined && states.length === 0 && mailed === 0 && runs === 0;
    if (isRight) continue;
    const said = `${word} by ${at.toISOString()}, sent ${row.submittedAt ?? 'never'}`;
    faults.push(`${reference}: ${said}, messages ${states}, ${mailed} mails, ${runs} executions`);
  }
  return { faults, mails: mails.length, executions: executions.length, 'mails in doubt': inDoubt };
}

/** The mails about applications received and the executions, once as many of each as are owed are there, or no more come. */
async function whenSettled(home: OpenHome, owed: number) {
  let before = '';
  for (let since = Date.now(); ; await pause(LOOK_EVERY_MS)) {
    const mails = await readMailbox(home.localUrl, { template: TEMPLATE });
    const executions = await executionsOf(home);
    const counts = `${mails.length} ${executions.length}`;
    if (counts !== before) since = Date.now();
    before = counts;
    const patience = mails.length >= owed && executions.length >= owed ? SETTLED_MS : STANDSTILL_MS;
    if (Date.now() - since >= patience) return { mails, executions };
  }
}

async function executionsOf({ workflows, stateMachineArn }: OpenHome): Promise<string[]> {
  const names: string[] = [];
  for await (const { executions = [] } of paginateListExecutions({ client: workflows }, { stateMachineArn })) {
    names.push(...executions.map(({ name = '' }) => name));
  }
  return names;
}

function messagesOf({ records }: OpenHome, reference: string) {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
    ExpressionAttributeValues: { ':pk': rowKeys.case(reference).pk, ':message': `MESSAGE#${TEMPLATE}` },
    ConsistentRead: true,
  };
  return Array.fromAsync(records.query(query, messageRow));
}
