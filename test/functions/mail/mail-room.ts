import { afterAll, beforeAll } from 'vitest';
import { createSendMessage, type SendMessageDependencies } from '../../../functions/send-message/send-message.ts';
import { Records } from '../../../functions/store/records.ts';
import { Clock } from '../../../local/clock/clock.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../../local/dynamodb/running-engine.ts';
import { openMailbox } from '../../local/mail/open-mailbox.ts';
import { AT } from './a-case.ts';

export const HELPDESK = { email: 'help@service.example', phone: '01632 960000', hours: 'Monday to Friday, 9am to 5pm' };
export const PUBLIC_URL = 'https://rounds.example';

/** The records of one test file, in a real engine. */
export function useRecords(): () => Records {
  let running: RunningEngine;
  beforeAll(async () => {
    running = await runEngine();
    await createTables(running.client, [{ name: 'records', properties: recordsTable }], place);
  });
  afterAll(() => running.end());
  return () => new Records('records', running.client);
}

/** A real mailbox, and a sender for it; for one test. */
export async function openMailRoom(records: Records, changes: Partial<SendMessageDependencies> = {}) {
  const clock = new Clock({ mode: 'manual', now: AT.getTime() });
  const { mailbox, client, published } = await openMailbox({ clock });
  const dependencies: SendMessageDependencies = {
    records,
    mail: client,
    from: 'Rounds <rounds@service.example>',
    configurationSet: 'rounds',
    publicUrl: PUBLIC_URL,
    helpdesk: HELPDESK,
    now: () => new Date(clock.now()),
    waitForSes: async () => false,
    ...changes,
  };
  return {
    mailbox,
    clock,
    /** Events of SES, as EventBridge would bring them. */
    published,
    sender: (others: Partial<SendMessageDependencies> = {}) => createSendMessage({ ...dependencies, ...others }),
    mails: () => [...mailbox.messages.list()],
  };
}
