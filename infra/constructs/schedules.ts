import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Workflow } from './workflow.ts';

/** What happens by the clock. What could not be delivered lies in the dead-letter queue. */
export class Schedules extends Construct {
  readonly group: ScheduleGroup;
  /** Of the schedules that the service makes for itself: one for each moment of a round. */
  readonly rounds: ScheduleGroup;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.group = new ScheduleGroup(this, 'Group');
    this.rounds = new ScheduleGroup(this, 'Rounds');
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
  }

  /** Lets functions plan the moments of rounds: each starts the workflow, by a role that can do nothing else. */
  planRounds(workflow: Workflow, planners: readonly ServiceFunction[]): void {
    const { account, stackName } = Stack.of(this);
    const { scheduleGroupArn, scheduleGroupName } = this.rounds;
    const role = new Role(this, 'RoundsRole', {
      description: `Starts ${workflow.node.id} at the moments of rounds of ${stackName}`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': scheduleGroupArn } },
      }),
    });
    workflow.grantStartTo(role);
    this.deadLetters.grantSendMessages(role);
    const each = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${scheduleGroupName}/*`,
    });
    for (const planner of planners) {
      workflow.grantStart(planner);
      role.grantPassRole(planner.grantPrincipal);
      planner.addToRolePolicy(
        new PolicyStatement({
          actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'],
          resources: [each],
        }),
      );
      // a list has no resource of its own: https://docs.aws.amazon.com/service-authorization/latest/reference/
      planner.addToRolePolicy(new PolicyStatement({ actions: ['scheduler:ListSchedules'], resources: ['*'] }));
      planner.setEnvironment('ROUND_SCHEDULES', scheduleGroupName);
      planner.setEnvironment('ROUND_SCHEDULES_ROLE', role.roleArn);
      planner.setEnvironment('ROUND_SCHEDULES_DEAD_LETTERS', this.deadLetters.queueArn);
    }
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
