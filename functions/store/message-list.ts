import * as z from 'zod';
import { MESSAGE_STATES, type MessageState } from '../../domain/message-state.ts';
import { TEMPLATE_IDS, type TemplateId } from '../mail/template-ids.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records } from './records.ts';

const listedMessage = z
  .object({
    pk: z.string(),
    sk: z.string(),
    listSk: z.string(),
    card: z.object({ template: z.enum(TEMPLATE_IDS), reference: z.string(), state: z.enum(MESSAGE_STATES) }),
  })
  .transform(({ pk, sk, listSk, card }) => {
    const [, , subject = '', occurrence] = sk.split('#');
    const owedAt = new Date(listSk.slice(0, listSk.indexOf('#')));
    return { pk, sk, listSk, owedAt, subject, occurrence: Number(occurrence), ...card };
  });

/** A message as the list of its day shows it: the list may be late by some seconds. */
export type ListedMessage = z.infer<typeof listedMessage>;

export interface WantedMessages {
  /** The day on which they were owed, by London's calendar. */
  readonly day: string;
  readonly states?: readonly MessageState[];
  readonly template?: TemplateId | undefined;
  /** `listSk` of the last one seen. */
  readonly before?: string;
}

/** A day can have tens of thousands, of which a page shows the newest. */
const READ_AT_ONCE = 1000;

/** The messages of a day, the newest first. */
export async function* messagesOfDay(
  records: Records,
  { day, states = MESSAGE_STATES, template, before }: WantedMessages,
): AsyncGenerator<ListedMessage> {
  const { listPk } = listed.message(day, new Date(0), '');
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: `listPk = :list${before ? ' AND listSk < :before' : ''}`,
    ExpressionAttributeValues: { ':list': listPk, ...(before && { ':before': before }) },
    ScanIndexForward: false,
    Limit: READ_AT_ONCE,
  };
  for await (const message of records.query(query, listedMessage)) {
    if (states.includes(message.state) && (!template || message.template === template)) yield message;
  }
}

const bodyOfCase = z.object({ reference: z.string(), body: z.string() });

/** The designating bodies of cases, by their references. */
export async function bodiesOfCases(
  records: Records,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const bodies = new Map<string, string>();
  const rows = records.getMany([...new Set(references)].map(rowKeys.case), bodyOfCase);
  for await (const { reference, body } of rows) bodies.set(reference, body);
  return bodies;
}
