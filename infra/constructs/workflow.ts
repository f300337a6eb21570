import { readFileSync } from 'node:fs';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../functions/environment.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { type Integration, integrationsOf } from './integrations.ts';
import type { RecordsTable } from './records-table.ts';
import { ServiceFunction } from './service-function.ts';

export interface WorkflowProps {
  /** Name of a file in `workflows`, without its ending. */
  readonly name: string;
  /** What its tasks use, under the names that the file gives them: `${CheckEligibility}`, `${Records}`. */
  readonly uses: Readonly<Record<string, ServiceFunction | RecordsTable>>;
  /** The variable by which whoever starts it knows it. */
  readonly tellsIn: EnvironmentName;
  /** For the definition and the histories of executions. */
  readonly encryptionKey: EncryptionKey;
}

/**
 * A story told in `workflows/<name>.asl.json`, made able to run: gives the file the real things that it names, and its
 * role permission for exactly the calls that it makes.
 *
 * For a definition kept in a file CDK derives no grants and drops `timeout`, `comment` and `queryLanguage`; so those
 * three are in the file, and the grants are derived here.
 */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;
  readonly #uses: WorkflowProps['uses'];
  readonly #tellsIn: EnvironmentName;
  readonly #key: EncryptionKey;

  constructor(scope: Construct, id: string, { name, uses, tellsIn, encryptionKey }: WorkflowProps) {
    super(scope, id);
    this.#uses = uses;
    this.#tellsIn = tellsIn;
    this.#key = encryptionKey;

    const definition = readFileSync(`workflows/${name}.asl.json`, 'utf8');
    const calls = integrationsOf(name, definition);
    const named = new Set(Array.from(definition.matchAll(/\$\{(\w+)\}/g), ([, thing]) => thing as string));
    const given = new Set(Object.keys(uses));
    if (named.symmetricDifference(given).size > 0) {
      throw new Error(`workflow ${name} names ${[...named].join(', ')} but is given ${[...given].join(', ')}`);
    }

    const { stackName } = Stack.of(this);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      // without a name of ours, CDK's grant to use the key is for the ARN of no machine: no execution could begin
      stateMachineName: `${stackName}-${name}`,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(uses).map(([thing, used]) => [thing, physicalName(used)]),
      ),
      logs: {
        // a name under /aws/vendedlogs/ keeps clear of the 5,120 characters of the account's log resource policy
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${stackName}-${name}`,
          retention: RetentionDays.ONE_YEAR,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        // the history of an execution is for engineers; what it works on is not for them
        includeExecutionData: false,
      },
      tracingEnabled: true,
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(encryptionKey.key, Duration.minutes(15)),
    });
    Validations.of(this.stateMachine.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log deliveries and X-Ray have no resources that could be named',
    });
    this.#grantWhatTheDefinitionCalls(name, calls);
  }

  /** Lets a function start executions, and tells it of which state machine. */
  grantStart(starter: ServiceFunction): void {
    this.grantStartTo(starter);
    starter.setEnvironment(this.#tellsIn, this.stateMachine.stateMachineArn);
  }

  /** Lets somebody start executions. Their input is encrypted in the name of whoever starts them. */
  grantStartTo(starter: IGrantable): void {
    this.stateMachine.grantStartExecution(starter);
    this.#key.grantReadWrite(starter, 'states');
  }

  /** Lets a function see whether an execution runs. */
  grantLook(looker: ServiceFunction): void {
    this.stateMachine.grantExecution(looker, 'states:DescribeExecution');
  }

  /**
   * Lets a function that this workflow never invokes answer its waiting tasks (the other way round is a cycle). CDK's own
   * grant would let it fail them too.
   */
  grantWake(waker: ServiceFunction): void {
    waker.addToRolePolicy(
      new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: [this.stateMachine.stateMachineArn] }),
    );
    this.#key.grantReadWrite(waker, 'states');
  }

  #grantWhatTheDefinitionCalls(name: string, calls: readonly Integration[]): void {
    for (const { service, action, on } of calls) {
      const used = this.#uses[on];
      if (service === 'lambda' && used instanceof ServiceFunction) used.grantUnqualified(this.stateMachine);
      else if (service === 'dynamodb' && used && !(used instanceof ServiceFunction)) {
        used.grantCall(this.stateMachine, `dynamodb:${action.charAt(0).toUpperCase()}${action.slice(1)}`);
      } else throw new Error(`workflow ${name} calls ${service}:${action} on "${on}": say how to grant that`);
    }
  }
}

const physicalName = (used: ServiceFunction | RecordsTable) =>
  used instanceof ServiceFunction ? used.functionArn : used.table.tableName;
