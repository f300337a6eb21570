import { Hono } from 'hono';
import * as z from 'zod';
import type { Mailbox } from './mailbox.ts';
import { MailRefusal } from './refusal.ts';

const suppressedDestination = z.object({ EmailAddress: z.email(), Reason: z.enum(['BOUNCE', 'COMPLAINT']) });

/**
 * The part of SES v2's API that is answered here, for `@aws-sdk/client-sesv2`: SendEmail, GetAccount and the
 * suppression list. https://docs.aws.amazon.com/ses/latest/APIReference-V2/
 */
export function createSesApi(mailbox: Mailbox): Hono {
  const api = new Hono();

  api.post('/v2/email/outbound-emails', async (context) =>
    context.json({ MessageId: await mailbox.send(await readJson(context.req.raw)) }),
  );

  api.get('/v2/email/account', (context) =>
    context.json({
      SendingEnabled: true,
      ProductionAccessEnabled: true,
      EnforcementStatus: 'HEALTHY',
      // -1 is SES's word for no limit; a rate has none, so it is only high
      SendQuota: { Max24HourSend: -1, MaxSendRate: 1000, SentLast24Hours: mailbox.sentLast24Hours() },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    }),
  );

  api.put('/v2/email/suppression/addresses', async (context) => {
    const parsed = suppressedDestination.safeParse(await readJson(context.req.raw));
    if (!parsed.success) throw new MailRefusal('BadRequestException', z.prettifyError(parsed.error));
    mailbox.suppress(parsed.data.EmailAddress, parsed.data.Reason);
    return context.json({});
  });

  api.get('/v2/email/suppression/addresses/:address', (context) => {
    const found = mailbox.suppression.get(context.req.param('address'));
    if (!found) throw notSuppressed(context.req.param('address'));
    return context.json({
      SuppressedDestination: {
        EmailAddress: found.address,
        Reason: found.reason,
        LastUpdateTime: found.updatedAt / 1000,
      },
    });
  });

  api.delete('/v2/email/suppression/addresses/:address', (context) => {
    if (!mailbox.suppression.delete(context.req.param('address'))) throw notSuppressed(context.req.param('address'));
    return context.json({});
  });

  api.notFound((context) =>
    context.json({ message: `The mailbox of this home has no ${context.req.method} ${context.req.path}` }, 404, {
      'x-amzn-errortype': 'UnknownOperationException',
    }),
  );

  api.onError((error, context) => {
    if (error instanceof MailRefusal) {
      return context.json({ message: error.message }, error.status, { 'x-amzn-errortype': error.name });
    }
    console.error(error);
    return context.json({ message: error.message }, 500, { 'x-amzn-errortype': 'InternalServiceErrorException' });
  });

  return api;
}

function notSuppressed(address: string): MailRefusal {
  return new MailRefusal('NotFoundException', `Email address ${address} does not exist on your suppression list.`);
}

async function readJson(request: Request): Promise<unknown> {
  return request.json().catch(() => {
    throw new MailRefusal('BadRequestException', 'The request is not JSON');
  });
}
