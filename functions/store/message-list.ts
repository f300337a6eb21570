import * as z from 'zod';
import { AS_IT_SHOULD, MESSAGE_STATES, type MessageState } from '../../domain/message-state.ts';
import { TEMPLATE_IDS, type TemplateId } from '../mail/template-ids.ts';
import { listed, rowKeys } from './keys.ts';
import { messageRow } from './message-row.ts';
import type { Records } from './records.ts';

const listedMessage = z
  .object({
    pk: z.string(),
    sk: z.string(),
    listSk: z.string(),
    card: z.object({
      template: z.enum(TEMPLATE_IDS),
      reference: z.string(),
      /** None while all goes well: the message says how far it is. */
      state: z.enum(MESSAGE_STATES).exactOptional(),
    }),
  })
  .transform(({ pk, sk, listSk, card }) => {
    const [, , subject = '', occurrence] = sk.split('#');
    const owedAt = new Date(listSk.slice(0, listSk.indexOf('#')));
    return { pk, sk, listSk, owedAt, subject, occurrence: Number(occurrence), ...card };
  });

type Listed = z.infer<typeof listedMessage>;

/** A message as the list of its day shows it: the list may be late by some seconds. */
export type ListedMessage = Listed & { readonly state: MessageState };

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
const LOOKED_UP_AT_ONCE = 100;

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
  const mayPass = AS_IT_SHOULD.some((state) => states.includes(state));
  let some: Listed[] = [];
  for await (const message of records.query(query, listedMessage)) {
    const isWanted = message.state === undefined ? mayPass : states.includes(message.state);
    if (!isWanted || (template && message.template !== template)) continue;
    some.push(message);
    if (some.length < LOOKED_UP_AT_ONCE) continue;
    yield* withStates(records, some, states);
    some = [];
  }
  yield* withStates(records, some, states);
}

const stateOfMessage = messageRow.pick({ pk: true, sk: true, state: true });

/** Those in one of the states: what the list does not know of a message, the message itself says. */
async function* withStates(
  records: Records,
  listed: readonly Listed[],
  wanted: readonly MessageState[],
): AsyncGenerator<ListedMessage> {
  const known = new Map<string, MessageState>();
  const passing = listed.filter(({ state }) => state === undefined);
  for await (const { pk, sk, state } of records.getMany(passing, stateOfMessage)) known.set(`${pk} ${sk}`, state);
  for (const message of listed) {
    const state = message.state ?? known.get(`${message.pk} ${message.sk}`);
    if (state && wanted.includes(state)) yield { ...message, state };
  }
}

const placeOfCase = z.object({ reference: z.string(), body: z.string(), round: z.string() });
export type PlaceOfCase = Pick<z.infer<typeof placeOfCase>, 'body' | 'round'>;

/** The designating bodies and rounds of cases, by their references. */
export async function placesOfCases(
  records: Records,
  references: readonly string[],
): Promise<ReadonlyMap<string, PlaceOfCase>> {
  const places = new Map<string, PlaceOfCase>();
  const rows = records.getMany([...new Set(references)].map(rowKeys.case), placeOfCase);
  for await (const { reference, ...place } of rows) places.set(reference, place);
  return places;
}
