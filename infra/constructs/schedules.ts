import type { Duration } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

/** What happens by the clock. What could not be delivered lies in the dead-letter queue. */
export class Schedules extends Construct {
  readonly group: ScheduleGroup;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.group = new ScheduleGroup(this, 'Group');
    this.deadLetters = new Queue(this, 'DeadLetters', { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED });
  }

  /** Runs a function again and again. */
  every(interval: Duration, fn: ServiceFunction): void {
    new Schedule(this, fn.node.id, {
      description: `${fn.node.id} every ${interval.toHumanString()}`,
      schedule: ScheduleExpression.rate(interval),
      scheduleGroup: this.group,
      target: new LambdaInvoke(fn, { deadLetterQueue: this.deadLetters, retryAttempts: 2 }),
    });
  }
}
