import * as z from 'zod';
import { afterBounce } from '../../domain/message-retry.ts';
import { recordBounce } from '../acts/record-bounce.ts';
import { keyOfName, templateOf } from '../mail/message-tags.ts';
import { messageSettled, messageTask, unlessMovedOn } from '../mail/outbox.ts';
import { getMessage, messageArrived, messageReported } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';

/**
 * The part of an SES event that matters here
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). Tags are lists of values.
 */
const mailEvent = z.object({
  'detail-type': z.enum(['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected']),
  time: z.iso.datetime(),
  detail: z.object({
    mail: z.object({
      messageId: z.string(),
      tags: z.object({
        key: z.tuple([z.string()]),
        claim: z.tuple([z.coerce.number().int()]),
        reference: z.tuple([z.string()]),
      }),
    }),
    bounce: z
      .object({
        bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
        bounceSubType: z.string(),
        bouncedRecipients: z.array(z.object({ emailAddress: z.string() })),
      })
      .optional(),
  }),
});

/**
 * Records what became of a mail, also before its sender has recorded that it went. Events come again and late: each
 * counts once, and only for the claim that its mail was sent under.
 */
export const createRecordDelivery =
  ({ records }: { records: Records }) =>
  async (event: unknown): Promise<void> => {
    const { 'detail-type': type, time, detail } = mailEvent.parse(event);
    const { messageId: sesMessageId, tags } = detail.mail;
    const key = keyOfName(tags.key[0]);
    const template = templateOf(tags.key[0]);
    if (!key || !template) return;
    const at = new Date(time);
    const claims = tags.claim[0];

    if (type === 'Email Delivered') {
      // nearly all that ever comes: it is not read first
      const told = messageArrived({ ...key, template, reference: tags.reference[0], claims }, at, { sesMessageId });
      if ((await unlessMovedOn(records, [told])) === 'done') return;
    }
    const found = await getMessage(records, key);
    // erased meanwhile
    if (!found) return;
    const message = { ...found, claims };
    if (type === 'Email Delivered') {
      if (found.state !== 'interrupted') return;
      const settled = await messageSettled(records, found);
      await unlessMovedOn(records, [messageReported(message, 'delivery', at, { sesMessageId }), ...settled]);
      return;
    }
    const task = await messageTask(records, message, at);
    if (type === 'Email Complaint Received') {
      await unlessMovedOn(records, [messageReported(message, 'complaint', at, { sesMessageId }), ...task]);
      return;
    }
    const { bounce } = detail;
    const failure = bounce ? `${bounce.bounceType}-${bounce.bounceSubType}` : 'Rejected';
    const addresses =
      bounce && afterBounce(bounce.bounceType) === 'correct-address'
        ? bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress)
        : [];
    await recordBounce(records, message, { sesMessageId, failure, addresses, task }, at);
  };
