import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { serve } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { openDatabase } from '../../../local/data/database.ts';
import { createSesApi } from '../../../local/mail/api.ts';
import type { PublishedEvent } from '../../../local/mail/events.ts';
import { Mailbox, type MailboxOptions } from '../../../local/mail/mailbox.ts';

export const BUS = 'arn:aws:events:eu-west-2:000000000000:event-bus/default';
export const NOON = Date.parse('2026-03-02T12:00:00Z');

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-mail-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A mailbox behind its API and the ordinary client for it, on a clock that stands at noon. */
export async function openMailbox(options: Partial<MailboxOptions> & { folder?: string } = {}) {
  const database = openDatabase(join(options.folder ?? temporaryFolder(), 'home.sqlite'));
  const clock = options.clock ?? new Clock({ mode: 'manual', now: NOON });
  const published: PublishedEvent[] = [];
  const errors: unknown[] = [];
  const mailbox = new Mailbox({
    database,
    clock,
    region: 'eu-west-2',
    account: '000000000000',
    configurationSets: [
      {
        name: 'rounds',
        destinations: [{ arn: BUS, types: ['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject'] }],
      },
    ],
    publish: (event) => {
      published.push(event);
    },
    onError: (error) => errors.push(error),
    ...options,
  });
  const server = serve({ fetch: createSesApi(mailbox).fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const client = new SESv2Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    client.destroy();
    server.close();
    await mailbox.close();
    database.close();
  };
  onTestFinished(close);
  const send = (input: Partial<SendEmailCommandInput> = {}) => client.send(new SendEmailCommand(letter(input)));
  return { mailbox, client, clock, published, errors, send, close };
}

/** A short letter with everything that SES demands. */
export function letter(changes: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput {
  return {
    FromEmailAddress: 'Rounds <rounds@service.example>',
    Destination: { ToAddresses: ['ann@school.example'] },
    ConfigurationSetName: 'rounds',
    Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello Ann.' } } } },
    ...changes,
  };
}
