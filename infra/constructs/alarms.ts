import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { indexes } from '../../functions/store/keys.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { RecordsTable } from './records-table.ts';
import { ServiceFunction } from './service-function.ts';

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;
const { NOT_BREACHING, BREACHING } = TreatMissingData;

/** What the sweep counts (`functions/sweep/tell-operators.ts`). */
export const VIOLATIONS = new Metric({
  namespace: 'DesignationRounds',
  metricName: 'InvariantViolations',
  dimensionsMap: { service: 'sweep' },
  statistic: 'Sum',
  period: Duration.minutes(15),
});

export interface AlarmsProps {
  readonly api: HttpApi;
  readonly records: RecordsTable;
  /** Who is told; absent: alarms are seen in CloudWatch only. */
  readonly email: string | undefined;
}

interface When {
  readonly metric: IMetric;
  /** From which value on. */
  readonly atLeast: number;
  /** Periods of the metric in a row; 1 unless said. */
  readonly periods?: number;
}

/**
 * Tells operators when something needs a person. Each alarm's description is the heading in docs/operating.md that says
 * what it means and what to do. Make it last: it watches every function, queue and workflow that its stack has by then.
 */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  readonly #tell: SnsAction;

  constructor(scope: Construct, id: string, { api, records, email }: AlarmsProps) {
    super(scope, id);
    const topic = new Topic(this, 'Operators', { enforceSSL: true });
    if (email) {
      const subscription = topic.addSubscription(new EmailSubscription(email));
      Validations.of(subscription).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'Mail is tried for hours',
      });
    }
    this.#tell = new SnsAction(topic);
    const things = Stack.of(this).node.findAll();
    for (const thing of things) {
      if (thing instanceof ServiceFunction) this.#watchFunction(thing);
      if (thing instanceof DeadLetterQueue) this.#watchQueue(thing);
      if (thing instanceof StateMachine) this.#watchWorkflow(thing);
    }
    const listeners = things.filter((thing) => thing instanceof EventSourceMapping).map(({ node }) => node.id);
    for (const thing of things) {
      if (thing instanceof ServiceFunction && listeners.includes(thing.node.id)) this.#watchStream(thing);
    }
    this.#watchTable(records);
    this.#watchSweep();
    this.#watchMail();
    this.#add('Pages fail', 'Api', { metric: api.metricServerError({ statistic: 'Sum' }), atLeast: 5 });
    const throttles = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum' });
    this.#add('Functions are throttled', 'Account', { metric: throttles, atLeast: 1, periods: 2 });
  }

  /** One failure is tried again by whoever invoked the function; what goes on failing is not. */
  #watchFunction(fn: ServiceFunction): void {
    const metric = fn.metricErrors({ period: Duration.minutes(15) });
    this.#add('A function fails', nameOf(fn), { metric, atLeast: 1, periods: 2 });
  }

  #watchQueue(queue: DeadLetterQueue): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' });
    this.#add('Something could not be delivered', nameOf(queue), { metric, atLeast: 1 });
  }

  #watchWorkflow(workflow: StateMachine): void {
    const metric = new MathExpression({
      // a metric without data would leave the whole sum without any
      expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)',
      usingMetrics: {
        failed: workflow.metricFailed(),
        timedOut: workflow.metricTimedOut(),
        aborted: workflow.metricAborted(),
      },
    });
    this.#add('A workflow failed', nameOf(workflow), { metric, atLeast: 1 });
    const throttled = workflow.metricThrottled({ statistic: 'Sum' });
    this.#add('Workflows are throttled', nameOf(workflow), { metric: throttled, atLeast: 1, periods: 3 });
  }

  /**
   * What is throttled for a moment is asked again by whoever asked; for a quarter of an hour it is too little. The table's
   * own metrics leave its indexes out.
   */
  #watchTable({ table: { tableName: TableName } }: RecordsTable): void {
    const parts = [{}, ...Object.keys(indexes).map((index) => ({ GlobalSecondaryIndexName: index }))];
    for (const part of parts) {
      for (const what of ['Read', 'Write']) {
        const metric = new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: `${what}ThrottleEvents`,
          dimensionsMap: { TableName, ...part },
          statistic: 'Sum',
        });
        const about = [what, ...Object.values(part)].join('');
        this.#add('The table is throttled', about, { metric, atLeast: 1, periods: 3 });
      }
    }
  }

  /** How long a row waits before its listener hears of it; milliseconds. */
  #watchStream(listener: ServiceFunction): void {
    const metric = listener.metric('IteratorAge', { statistic: 'Maximum' });
    this.#add('The stream is behind', nameOf(listener), {
      metric,
      atLeast: Duration.minutes(5).toMilliseconds(),
      periods: 3,
    });
  }

  #watchSweep(): void {
    this.#add('Something is as it must never be', 'Sweep', { metric: VIOLATIONS, atLeast: 1 });
    this.#make('No sweep', 'Sweep', {
      metric: VIOLATIONS.with({ statistic: 'SampleCount' }),
      threshold: 1,
      evaluationPeriods: 3,
      comparisonOperator: LESS_THAN_THRESHOLD,
      treatMissingData: BREACHING,
    });
  }

  /** AWS looks into an account at 5 % bounces or 0.1 % complaints, and may stop its mail at 10 % or 0.5 %. */
  #watchMail(): void {
    const rate = (metricName: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Maximum', period: Duration.hours(1) });
    this.#add('Too many emails bounce', 'Account', { metric: rate('Reputation.BounceRate'), atLeast: 0.03 });
    this.#add('Too many emails are complained of', 'Account', {
      metric: rate('Reputation.ComplaintRate'),
      atLeast: 0.0008,
    });
  }

  #add(heading: string, about: string, { metric, atLeast, periods = 1 }: When): void {
    this.#make(heading, about, {
      metric,
      threshold: atLeast,
      evaluationPeriods: periods,
      comparisonOperator: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: NOT_BREACHING,
    });
  }

  #make(heading: string, about: string, when: Omit<ConstructorParameters<typeof Alarm>[2], 'alarmDescription'>): void {
    const words = heading.replaceAll(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());
    const alarm = new Alarm(this, `${words}${about}`, { ...when, alarmDescription: heading });
    alarm.addAlarmAction(this.#tell);
    this.all.push(alarm);
  }
}

/** `SendMessage`, `MailDeadLetters`: its path in the stack. */
const nameOf = ({ node }: Construct): string => node.path.split('/').slice(1).join('').replace('StateMachine', '');
