import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ServiceFunction } from './service-function.ts';

/** Sending email as the service's domain, and hearing what became of it. */
export class Mail extends Construct {
  readonly #identity: EmailIdentity;
  readonly #configurationSet: ConfigurationSet;
  readonly #settings: Settings;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.#settings = settings;
    this.#identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(settings.domain),
      mailFromDomain: `mail.${settings.domain}`,
    });
    this.#configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // no open or click tracking: it rewrites links, which breaks ours, and is personal data
    this.#configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
  }

  /** Lets a function send mail as the service, and tells it how and where answers go. */
  grantSend(sender: ServiceFunction): void {
    const { name, address } = this.#settings.sender;
    const configurationSet = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.#configurationSet.configurationSetName,
    });
    sender.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [this.#identity.emailIdentityArn, configurationSet],
        conditions: { StringEquals: { 'ses:FromAddress': address } },
      }),
    );
    sender.setEnvironment('MAIL_FROM', `${name} <${address}>`);
    sender.setEnvironment('MAIL_CONFIGURATION_SET', this.#configurationSet.configurationSetName);
    const { email, phone, hours } = this.#settings.helpdesk;
    sender.setEnvironment('HELPDESK_EMAIL', email);
    sender.setEnvironment('HELPDESK_PHONE', phone);
    sender.setEnvironment('HELPDESK_HOURS', hours);
  }

  /** Tells a function of every mail that arrived, bounced or was complained of. */
  reportTo(recorder: ServiceFunction): void {
    new Rule(this, 'MailEvents', {
      eventPattern: {
        source: ['aws.ses'],
        detailType: ['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected'],
        detail: { mail: { tags: { 'ses:configuration-set': [this.#configurationSet.configurationSetName] } } },
      },
      targets: [new LambdaFunction(recorder, { deadLetterQueue: new DeadLetterQueue(this, 'DeadLetters') })],
    });
  }
}
