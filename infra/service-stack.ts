import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Mail } from './constructs/mail.ts';
import { Pages } from './constructs/pages.ts';
import { RecordStream } from './constructs/record-stream.ts';
import { Schedules } from './constructs/schedules.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { Workflow } from './constructs/workflow.ts';
import type { DataStack } from './data-stack.ts';
import type { Settings } from './settings.ts';

interface ServiceStackProps extends StackProps {
  readonly data: DataStack;
  readonly settings: Settings;
}

/** The whole service on one screen. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { data: { records }, settings, ...props }: ServiceStackProps) {
    super(scope, id, props);

    const apply = new ServiceFunction(this, 'Apply', 'apply');
    const endorse = new ServiceFunction(this, 'Endorse', 'endorse');
    const startApplication = new ServiceFunction(this, 'StartApplication', 'start-application');
    const checkEligibility = new ServiceFunction(this, 'CheckEligibility', 'check-eligibility');
    const sendMessage = new ServiceFunction(this, 'SendMessage', 'send-message', { timeout: Duration.seconds(60) });
    const recordDelivery = new ServiceFunction(this, 'RecordDelivery', 'record-delivery');
    const sweep = new ServiceFunction(this, 'Sweep', 'sweep', { timeout: Duration.minutes(5) });
    for (const writer of [apply, endorse, checkEligibility, sendMessage, recordDelivery, sweep]) {
      records.grantReadWrite(writer);
    }

    const application = new Workflow(this, 'Application', {
      name: 'application',
      uses: { CheckEligibility: checkEligibility, Records: records },
    });
    application.grantStart(startApplication);
    application.grantWake(endorse);
    application.grantWake(sweep);

    const stream = new RecordStream(this, 'RecordStream', records);
    stream.listen(startApplication, { kind: 'case', state: 'submitted' });
    stream.listen(sendMessage, { kind: 'message', state: 'owed' });

    const mail = new Mail(this, 'Mail', settings);
    mail.grantSend(sendMessage);
    mail.reportTo(recordDelivery);

    const pages = new Pages(this, 'Pages', settings);
    pages.serve(apply, ['/', '/apply', '/apply/{proxy+}']);
    pages.serve(endorse, ['/e/{link}']);
    pages.serveAssets(new ServiceFunction(this, 'Assets', 'assets'));
    pages.tellAddress(sendMessage);

    const schedules = new Schedules(this, 'Schedules');
    schedules.every(Duration.minutes(15), sweep);
  }
}
