import { setTimeout as pause } from 'node:timers/promises';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { getCase } from '../../functions/store/case-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { messageRow } from '../../functions/store/message-row.ts';
import { readMailbox } from '../acceptance/mailbox.ts';
import type { OpenHome } from '../acceptance/open-home.ts';
import type { Answered } from './door.ts';
import { type Rush, verdict } from './verdict.ts';

export interface Rushed extends Rush {
  readonly answers: readonly Answered[];
}

const TEMPLATE = 'application-received';
const LOOK_EVERY_MS = 2000;
/** What is owed and has not become more for so long will not: nothing is doubled. */
const SETTLED_MS = 10_000;
/** What has not moved for so long does not move any more. */
const STANDSTILL_MS = 60_000;

/** What is wrong after a rush, application by application. Waits for what comes after the answer: mail, workflows. */
export async function judge(home: OpenHome, { answers, ...rush }: Rushed) {
  const accepted = answers.filter(({ word }) => word === 'accepted').length;
  const { mails, executions } = await whenSettled(home, accepted);
  const mailed = Map.groupBy(mails, ({ reference }) => reference);
  const faults = accepted > 0 ? [] : ['nothing was accepted: this run shows nothing'];
  let inDoubt = 0;
  for (const answer of answers) {
    const { reference, word, at } = answer;
    const { submittedAt } = await getCase(home.records, reference);
    const messages = (await messagesOf(home, reference)).map(({ state }) => state);
    const found = {
      submittedAt,
      messages,
      mails: mailed.get(reference)?.length ?? 0,
      executions: executions.filter((name) => name.startsWith(`${reference}-`)).length,
    };
    const judged = verdict(answer, found, rush);
    if (judged === 'mail-in-doubt') inDoubt++;
    if (judged !== 'wrong') continue;
    const said = `${word} by ${at.toISOString()}, sent ${submittedAt ?? 'never'}`;
    faults.push(`${reference}: ${said}, messages ${messages}, ${found.mails} mails, ${found.executions} executions`);
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
