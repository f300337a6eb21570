import { Duration, Tags } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Alarms, VIOLATIONS } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Workflow } from './workflow.ts';

export interface ServiceDashboardProps {
  readonly alarms: Alarms;
  readonly api: HttpApi;
  /** Whose executions begin when an application is sent. */
  readonly application: Workflow;
  readonly sendMessage: ServiceFunction;
}

/** One page that says how the service is, in words of those who run rounds. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, { alarms, api, application, sendMessage }: ServiceDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(7) });
    // a dashboard has none
    Tags.of(dashboard).remove('service');
    const hour = { period: Duration.hours(1) };
    const mail = (metricName: string, label: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, label, statistic: 'Sum', ...hour });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 24 }),
      graph(
        'Applications sent, by hour',
        application.stateMachine.metricStarted({ label: 'sent, or begun again', ...hour }),
      ),
      graph(
        'Applications of open rounds, by where they are',
        new MathExpression({
          expression: `SEARCH('{DesignationRounds,service,state} MetricName="Cases"', 'Maximum', 86400)`,
          label: '',
          period: Duration.days(1),
        }),
      ),
      graph(
        'Emails, by hour',
        mail('Send', 'sent'),
        mail('Delivery', 'arrived'),
        mail('Bounce', 'bounced'),
        mail('Complaint', 'complained of'),
      ),
      graph('Emails that wait to be sent, found by the sweep', own('MessagesWaiting', 'sweep', 'Maximum')),
      graph(
        'Days from sending an application to its last endorsement',
        own('EndorsementDays', 'settle-endorsements', 'p50').with({ period: Duration.days(1) }),
        own('EndorsementDays', 'settle-endorsements', 'p90').with({ period: Duration.days(1) }),
      ),
      graph(
        'How long the oldest email waits to be sent (milliseconds)',
        sendMessage.metric('IteratorAge', { statistic: 'Maximum' }),
      ),
      graph('Requests', api.metricCount(), api.metricServerError({ label: 'failed' })),
      graph(
        'How long pages take (milliseconds)',
        api.metricLatency({ statistic: 'p50' }),
        api.metricLatency({ statistic: 'p95' }),
      ),
      graph('What must never be, found by the sweep', VIOLATIONS),
    );
  }
}

/** What a function of ours counts. */
const own = (metricName: string, service: string, statistic: string) =>
  new Metric({
    namespace: 'DesignationRounds',
    metricName,
    label: statistic,
    dimensionsMap: { service },
    statistic,
    period: Duration.minutes(15),
  });

const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 12 });
