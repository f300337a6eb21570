import { Aspects, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { ServiceDashboard } from './constructs/dashboard.ts';
import { EncryptLogs } from './constructs/encryption-key.ts';
import { Mail } from './constructs/mail.ts';
import { mailsAtATime } from './constructs/mails-at-a-time.ts';
import { Pages } from './constructs/pages.ts';
import { RecordStream } from './constructs/record-stream.ts';
import { Schedules } from './constructs/schedules.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { StaffSignIn } from './constructs/staff-sign-in.ts';
import { TraceSampling } from './constructs/trace-sampling.ts';
import { Workflow } from './constructs/workflow.ts';
import type { DataStack } from './data-stack.ts';
import type { Settings } from './settings.ts';

interface ServiceStackProps extends StackProps {
  readonly data: DataStack;
  readonly settings: Settings;
}

/** The whole service on one screen. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { data, settings, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const { records, directory, encryptionKey } = data;
    Aspects.of(this).add(new EncryptLogs(encryptionKey));

    const apply = new ServiceFunction(this, 'Apply', 'apply');
    const endorse = new ServiceFunction(this, 'Endorse', 'endorse');
    const helpdesk = new ServiceFunction(this, 'Helpdesk', 'helpdesk', { timeout: Duration.seconds(29) });
    const findPeople = new ServiceFunction(this, 'Directory', 'directory');
    const startWorkflows = new ServiceFunction(this, 'StartWorkflows', 'start-workflows');
    const checkEligibility = new ServiceFunction(this, 'CheckEligibility', 'check-eligibility');
    const settleEndorsements = new ServiceFunction(this, 'SettleEndorsements', 'settle-endorsements');
    const carryOutDecision = new ServiceFunction(this, 'CarryOutDecision', 'carry-out-decision');
    const runRound = new ServiceFunction(this, 'RunRound', 'run-round', { timeout: Duration.seconds(60) });
    const publishDirectory = new ServiceFunction(this, 'PublishDirectory', 'publish-directory', {
      timeout: Duration.seconds(120),
    });
    const sendMessage = new ServiceFunction(this, 'SendMessage', 'send-message', { timeout: Duration.seconds(60) });
    const recordDelivery = new ServiceFunction(this, 'RecordDelivery', 'record-delivery', { isInvokedByEvents: true });
    const sweep = new ServiceFunction(this, 'Sweep', 'sweep', { timeout: Duration.minutes(5) });
    const steps = [checkEligibility, settleEndorsements, carryOutDecision];
    for (const writer of [
      apply,
      endorse,
      helpdesk,
      startWorkflows,
      ...steps,
      runRound,
      publishDirectory,
      sendMessage,
      recordDelivery,
      sweep,
    ]) {
      records.grantReadWrite(writer);
    }

    const application = new Workflow(this, 'Application', {
      name: 'application',
      tellsIn: 'APPLICATION_WORKFLOW',
      encryptionKey,
      uses: {
        CheckEligibility: checkEligibility,
        SettleEndorsements: settleEndorsements,
        CarryOutDecision: carryOutDecision,
        Records: records,
      },
    });
    for (const starter of [startWorkflows, sweep, helpdesk]) application.grantStart(starter);
    for (const waker of [apply, endorse, helpdesk, runRound, sweep]) application.grantWake(waker);
    for (const looker of [sweep, helpdesk]) application.grantLook(looker);

    const round = new Workflow(this, 'Round', {
      name: 'round',
      tellsIn: 'ROUND_WORKFLOW',
      encryptionKey,
      uses: { RunRound: runRound, Records: records },
    });

    const publishing = new Workflow(this, 'Publishing', {
      name: 'publish-directory',
      tellsIn: 'DIRECTORY_WORKFLOW',
      encryptionKey,
      uses: { PublishDirectory: publishDirectory },
    });
    for (const starter of [startWorkflows, sweep]) publishing.grantStart(starter);
    directory.grantReadWrite(publishDirectory);
    directory.grantRead(findPeople);
    // everybody may look: it sees what is public, and writes messages to people without reading who they are
    records.grantPartitions(findPeople, {
      read: ['DIRECTORY', 'PLACE#', 'DISTRICT#', 'WORD#', 'SCHOOL#', 'LINK#'],
      write: ['DESIGNATION#', 'RATE#'],
    });

    const stream = new RecordStream(this, 'RecordStream', { records, lanes: settings.scale.streamLanes });
    stream.listen(startWorkflows, [
      { kind: 'case', state: 'submitted' },
      { kind: 'directory-change' },
      { kind: 'round' },
    ]);
    stream.listen(sendMessage, [{ kind: 'message', state: 'owed' }], mailsAtATime(settings.scale));

    const mail = new Mail(this, 'Mail', settings);
    mail.grantSend(sendMessage);
    mail.reportTo(recordDelivery);

    const pages = new Pages(this, 'Pages', settings);
    // whatever no other part serves: applicants' pages, and the page that says that there is none
    pages.serve(apply, ['/', '/{proxy+}']);
    pages.serve(endorse, ['/e/{proxy+}']);
    pages.serve(findPeople, ['/directory', '/directory/{proxy+}', '/check', '/check/{proxy+}']);
    pages.serveData(findPeople, ['/directory.json', '/directory.csv', '/api/{proxy+}']);
    pages.serve(helpdesk, ['/helpdesk', '/helpdesk/{proxy+}']);
    new StaffSignIn(this, 'StaffSignIn', { settings, publicUrl: pages.publicUrl }).tell(helpdesk);
    pages.serveAssets(new ServiceFunction(this, 'Assets', 'assets'));
    for (const linking of [sendMessage, findPeople, helpdesk]) pages.tellAddress(linking);

    const schedules = new Schedules(this, 'Schedules');
    schedules.every(Duration.minutes(15), sweep);
    schedules.planRounds(round, [startWorkflows, sweep]);

    new TraceSampling(this, 'TraceSampling');
    const { api } = pages;
    const alarms = new Alarms(this, 'Alarms', { api, records, email: settings.operators?.email });
    new ServiceDashboard(this, 'Dashboard', { alarms, api, application, sendMessage });
  }
}
