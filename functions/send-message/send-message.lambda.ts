import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { messageRow } from '../store/message-row.ts';
import { Records } from '../store/records.ts';
import { eachRecord } from '../store/stream-records.ts';
import { createSendMessage } from './send-message.ts';
import { waitingFor } from './wait-for-ses.ts';

/** Of the function's minute: what is claimed must be settled before it ends. */
const WAITS_MS = 40_000;

const table = environment('RECORDS_TABLE');
const client = lean(new DynamoDBClient());
const dependencies = {
  // SES has no idempotency: a repeated call is a second mail, so the SDK must not repeat it
  mail: lean(new SESv2Client({ maxAttempts: 1 })),
  from: environment('MAIL_FROM'),
  configurationSet: environment('MAIL_CONFIGURATION_SET'),
  publicUrl: environment('PUBLIC_URL'),
  helpdesk: {
    email: environment('HELPDESK_EMAIL'),
    phone: environment('HELPDESK_PHONE'),
    hours: environment('HELPDESK_HOURS'),
  },
  now: () => new Date(),
};

export const handler = logged((batch: DynamoDBStreamEvent) => {
  // mails of one batch tell of the same round, often of the same case
  const records = new Records(table, client, { remembers: true });
  const waitForSes = waitingFor(WAITS_MS);
  return eachRecord(messageRow, createSendMessage({ ...dependencies, records, waitForSes }))(batch);
});
