import { randomUUID } from 'node:crypto';
import type { KeptMessage } from './messages.ts';

/** https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html: the names that rules match on. */
const DETAIL_TYPES = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Reject: 'Email Rejected',
} as const;

export type MailEventType = keyof typeof DETAIL_TYPES;

/** What became of a message, for some or all of its recipients. */
export interface MailEvent {
  readonly type: MailEventType;
  /** The object that SES puts under the type's own name: `bounce`, `delivery`… */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** As EventBridge delivers it. An SNS topic gets `detail` alone. */
export interface PublishedEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: 'aws.ses';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

const REPORTING_MTA = 'dns; localhost';
const SUPPRESSED_DIAGNOSIS =
  'Amazon SES did not send the message to this address because it is on the suppression list for your account.';

export function sent(): MailEvent {
  return { type: 'Send', facts: {} };
}

/** SES looks for viruses in attachments; this is the only reason that it names. */
export function rejected(): MailEvent {
  return { type: 'Reject', facts: { reason: 'Bad content' } };
}

export function delivered(recipients: readonly string[], at: number, sentAt: number, smtpResponse: string): MailEvent {
  const timestamp = new Date(at).toISOString();
  const processingTimeMillis = at - sentAt;
  return {
    type: 'Delivery',
    facts: { timestamp, processingTimeMillis, recipients, smtpResponse, reportingMTA: REPORTING_MTA },
  };
}

/** A permanent bounce. `diagnosis` is what the recipients' server said. */
export function bounced(recipients: readonly string[], at: number, diagnosis: string): MailEvent {
  return bounce('General', recipients, at, diagnosis);
}

/** SES accepted the message but did not try to deliver it, because an earlier one bounced. */
export function suppressedBounce(recipients: readonly string[], at: number): MailEvent {
  return bounce('OnAccountSuppressionList', recipients, at, SUPPRESSED_DIAGNOSIS);
}

export function complained(recipients: readonly string[], at: number): MailEvent {
  return complaint(recipients, at, { complaintSubType: null, complaintFeedbackType: 'abuse' });
}

/** SES accepted the message but did not try to deliver it, because of an earlier complaint. */
export function suppressedComplaint(recipients: readonly string[], at: number): MailEvent {
  return complaint(recipients, at, { complaintSubType: 'OnAccountSuppressionList' });
}

function bounce(subType: string, recipients: readonly string[], at: number, diagnosticCode: string): MailEvent {
  return {
    type: 'Bounce',
    facts: {
      bounceType: 'Permanent',
      bounceSubType: subType,
      bouncedRecipients: recipients.map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode,
      })),
      timestamp: new Date(at).toISOString(),
      feedbackId: randomUUID(),
      reportingMTA: REPORTING_MTA,
    },
  };
}

function complaint(recipients: readonly string[], at: number, kind: Record<string, unknown>): MailEvent {
  const timestamp = new Date(at).toISOString();
  return {
    type: 'Complaint',
    facts: {
      complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
      timestamp,
      feedbackId: randomUUID(),
      userAgent: 'Amazon SES Mailbox Simulator',
      arrivalDate: timestamp,
      ...kind,
    },
  };
}

/** The whole event in the shape that SES publishes to EventBridge. */
export function publishedEvent(
  { type, facts }: MailEvent,
  message: KeptMessage,
  { at, region, account }: { at: number; region: string; account: string },
): PublishedEvent {
  const arn = `arn:aws:ses:${region}:${account}`;
  const domain = message.sender.slice(message.sender.lastIndexOf('@') + 1);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DETAIL_TYPES[type],
    source: 'aws.ses',
    account,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`${arn}:configuration-set/${message.configurationSet}`],
    detail: {
      eventType: type,
      mail: {
        timestamp: new Date(message.sentAt).toISOString(),
        source: message.source,
        sourceArn: `${arn}:identity/${domain}`,
        sendingAccountId: account,
        messageId: message.id,
        destination: message.recipients,
        headersTruncated: false,
        headers: message.content.headers,
        commonHeaders: {
          from: [message.content.from],
          ...(message.content.replyTo.length > 0 && { replyTo: message.content.replyTo }),
          to: message.content.to,
          ...(message.content.cc.length > 0 && { cc: message.content.cc }),
          messageId: message.id,
          subject: message.content.subject,
        },
        tags: {
          'ses:operation': ['SendEmail'],
          'ses:configuration-set': [message.configurationSet],
          'ses:from-domain': [domain],
          ...Object.fromEntries(Object.entries(message.tags).map(([name, value]) => [name, [value]])),
        },
      },
      [type.toLowerCase()]: facts,
    },
  };
}
