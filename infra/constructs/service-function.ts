import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EnvironmentName } from '../../functions/environment.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { bundleFunctions } from './function-bundles.ts';

let bundles: ReadonlyMap<string, string> | undefined;

/**
 * A function of this service, found by its name: `send-message` is `functions/send-message/send-message.lambda.ts`.
 * It has a role and a log group of its own; the things it uses grant themselves to it.
 */
export class ServiceFunction extends LambdaFunction {
  /** @param props.isInvokedByEvents whether nobody waits for its answer: what fails for good lies in a dead-letter queue */
  constructor(
    scope: Construct,
    id: string,
    name: string,
    { timeout = Duration.seconds(10), isInvokedByEvents = false } = {},
  ) {
    bundles ??= bundleFunctions();
    const folder = bundles.get(name);
    if (!folder) throw new Error(`there is no functions/${name}/${name}.lambda.ts`);

    // the managed basic policy would let it write to every log group
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      description: name,
      code: Code.fromAsset(folder),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Lambda gives CPU by memory; 512 MB starts an SDK bundle in about a third of a second
      memorySize: 512,
      timeout,
      ...(isInvokedByEvents && { deadLetterQueue: new DeadLetterQueue(scope, `${id}DeadLetters`) }),
      role,
      logGroup,
      // its own sampling cannot be set, and would trace nearly every request of a quiet day: it joins traces of workflows
      tracing: Tracing.PASS_THROUGH,
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Scheduler lists schedules for the whole account only',
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaTracing',
      reason: 'It joins the traces of workflows; its logs name the request',
    });
    if (!isInvokedByEvents) {
      Validations.of(this).acknowledge({
        id: 'Serverless-LambdaDLQ',
        reason: 'Whoever invokes it waits for the answer and tries again, or has a dead-letter queue',
      });
    }
  }

  /** Lets somebody invoke it. CDK's own grant names all versions by a wildcard, and there are none. */
  grantUnqualified(invoker: IGrantable): void {
    invoker.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.functionArn] }),
    );
  }

  setEnvironment(name: EnvironmentName, value: string): void {
    this.addEnvironment(name, value);
  }
}
