import { setTimeout as pause } from 'node:timers/promises';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { getCase } from '../../functions/store/case-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { messageRow } from '../../functions/store/message-row.ts';
import { readMailbox } from '../acceptance/mailbox.ts';
import type { OpenHome } from './closing-rush.ts';
import type { Answered } from './door.ts';

export interface Rushed {
  readonly closes: Date;
  readonly answers: readonly Answered[];
  /** Whether the home was killed: then nobody knows of some mails whether they went. */
  readonly wasKilled: boolean;
}

const TEMPLATE = 'application-received';
const LOOK_EVERY_MS = 2000;
/** What has not moved for so long does not move any more. */
const STANDSTILL_MS = 60_000;

/**
 * Every accepted application has its row from before closing, its one message that is sent, and its one execution; every
 * refused one is a draft that nobody was mailed about. Waits for what comes after the answer: mail, workflows.
 */
export async function judge(home: OpenHome, { closes, answers, wasKilled }: Rushed) {
  const mails = await whenAllSent(home, answers.filter(({ word }) => word === 'accepted').length);
  const times = Map.groupBy(mails, ({ reference }) => reference);
  const executions = await executionsOf(home);
  const faults: string[] = [];
  let inDoubt = 0;
  for (const { reference, word } of answers) {
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
    const isRight =
      word === 'accepted'
        ? inTime && isTold && runs === 1
        : word === 'refused' && row.submittedAt === undefined && states.length === 0 && mailed === 0 && runs === 0;
    if (isRight) continue;
    const said = `${word}, sent ${row.submittedAt ?? 'never'}, messages ${states}, ${mailed} mails, ${runs} executions`;
    faults.push(`${reference}: ${said}`);
  }
  return { faults, mails: mails.length, executions: executions.length, 'mails in doubt': inDoubt };
}

/** The mails about applications received, once there are as many as are owed or no more come. */
async function whenAllSent({ localUrl }: OpenHome, owed: number) {
  let count = -1;
  for (let since = Date.now(); ; await pause(LOOK_EVERY_MS)) {
    const mails = await readMailbox(localUrl, { template: TEMPLATE });
    if (mails.length > count) since = Date.now();
    count = mails.length;
    if (count >= owed || Date.now() - since > STANDSTILL_MS) return mails;
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
