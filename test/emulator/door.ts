import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Hono } from 'hono';
import * as z from 'zod';
import { messageRow } from '../../functions/store/message-row.ts';
import { type Deployed, nameOf } from './deployed.ts';

/** How long nothing may have changed before the service counts as quiet: listeners of streams look every second. */
const QUIET_MS = 2500;
const LOOK_EVERY_MS = 500;

const sent = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        MessageId: z.string(),
        To: z.array(z.string()),
        Subject: z.string(),
        BodyText: z.string(),
        BodyHtml: z.string().nullable(),
        Timestamp: z.union([z.string(), z.number()]),
      }),
    ),
  ),
});

/** The own door of a home, as far as an emulator can stand behind it: scenarios and commands ask it the same things. */
export function createOwnDoor(deployed: Deployed, urls: { readonly public: string; readonly local: string }): Hono {
  const { access, table, made } = deployed;
  const workflow = nameOf(made, 'StepFunctions::StateMachine', 'Application');
  const client = new DynamoDBClient(access);
  const workflows = new SFNClient(access);

  const rows = async () => {
    const all: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
      all.push(...Items.map((item) => unmarshall(item)));
    }
    return all;
  };
  const state = async () => {
    const { executions = [] } = await workflows.send(new ListExecutionsCommand({ stateMachineArn: workflow }));
    return JSON.stringify([await rows(), executions.map(({ name, status }) => `${name} ${status}`)]);
  };
  const settle = async () => {
    let seen = await state();
    for (let since = Date.now(); Date.now() - since < QUIET_MS; await sleep(LOOK_EVERY_MS)) {
      const now = await state();
      if (now !== seen) since = Date.now();
      seen = now;
    }
  };
  const clock = () => ({ mode: 'manual', now: new Date().toISOString() });

  return new Hono()
    .get('/health', (context) =>
      context.json({
        ready: true,
        version: 'emulated',
        urls,
        aws: {
          region: access.region,
          endpoints: { dynamodb: access.endpoint, sfn: access.endpoint },
          resources: { RECORDS_TABLE: table, APPLICATION_WORKFLOW: workflow },
        },
      }),
    )
    .get('/clock', (context) => context.json(clock()))
    .post('/clock', async (context) => {
      const asked = z.object({ to: z.string().optional(), by: z.string().optional() }).parse(await context.req.json());
      if (asked.to ?? asked.by) return context.text("an emulator's clock is the computer's: nobody can move it", 409);
      await settle();
      return context.json(clock());
    })
    .get('/mailbox.json', async (context) => {
      const answer = await fetch(`${access.endpoint}/_ministack/ses/messages`);
      const { messages } = sent.parse(await answer.json());
      const owed = (await rows()).flatMap((row) => messageRow.safeParse(row).data ?? []);
      const mails = Object.values(messages)
        .flat()
        .map(({ MessageId, To, Subject, BodyText, BodyHtml, Timestamp }) => {
          // the emulator keeps no tags: the row of the message has what they say
          const row = owed.find(({ sesMessageId }) => sesMessageId === MessageId);
          return {
            id: MessageId,
            key: row ? row.sk : null,
            template: row?.template ?? null,
            reference: row?.reference ?? null,
            to: To,
            subject: Subject,
            sentAt: new Date(typeof Timestamp === 'number' ? Timestamp * 1000 : Timestamp).toISOString(),
            text: BodyText,
            html: BodyHtml ?? '',
          };
        });
      const { to, template, reference } = context.req.query();
      const wanted = mails.filter(
        (mail) =>
          (to === undefined || mail.to.includes(to)) &&
          (template === undefined || mail.template === template) &&
          (reference === undefined || mail.reference === reference),
      );
      return context.json({ messages: wanted });
    });
}
