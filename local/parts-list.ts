import type { FunctionDefinition } from './functions/definition.ts';
import { type HttpApi, httpApiOf } from './http-api/routes.ts';
import type { ConfigurationSet, Identity } from './mail/configuration.ts';
import type { DeclaredSchedules } from './scheduler/service.ts';
import { readMapping, type StreamMapping } from './streams/mapping.ts';
import type { Assembly } from './template/assembly.ts';
import { functionDefinitionOf } from './template/function-definition.ts';
import { mailDefinitionOf } from './template/mail-definition.ts';
import type { Resource } from './template/read-template.ts';
import { stateMachineDefinitionOf } from './template/state-machine-definition.ts';

/** The template's resources as the parts of the home want them. */
export interface PartsList {
  readonly tables: readonly { readonly name: string; readonly properties: unknown }[];
  readonly functions: readonly FunctionDefinition[];
  readonly stateMachines: readonly { readonly name: string; readonly definition: string; readonly roleArn: string }[];
  readonly mappings: readonly StreamMapping[];
  readonly rules: readonly Resource[];
  readonly schedules: DeclaredSchedules;
  readonly buckets: readonly string[];
  /** ARNs of queues, which only ever hold dead letters. */
  readonly queues: readonly string[];
  readonly mail: { readonly identities: Identity[]; readonly configurationSets: ConfigurationSet[] };
  readonly api: HttpApi | undefined;
}

/** @throws TemplateError and the parts' own errors, each naming what is not run here */
export function partsListOf(resources: readonly Resource[], assembly: Assembly): PartsList {
  const ofType = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  return {
    tables: ofType('AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'),
    functions: ofType('AWS::Lambda::Function').map((resource) => functionDefinitionOf(resource, assembly)),
    stateMachines: ofType('AWS::StepFunctions::StateMachine').map((resource) => ({
      name: resource.name,
      definition: stateMachineDefinitionOf(resource),
      roleArn: String(resource.properties.RoleArn),
    })),
    mappings: ofType('AWS::Lambda::EventSourceMapping').flatMap(
      ({ logicalId, properties }) => readMapping(logicalId, properties) ?? [],
    ),
    rules: ofType('AWS::Events::Rule'),
    schedules: {
      groups: ofType('AWS::Scheduler::ScheduleGroup').map(({ name }) => ({ Name: name })),
      schedules: ofType('AWS::Scheduler::Schedule').map(({ name, properties }) => ({ ...properties, Name: name })),
    },
    buckets: ofType('AWS::S3::Bucket').map(({ name }) => name),
    queues: ofType('AWS::SQS::Queue').flatMap(({ arn }) => arn ?? []),
    mail: mailDefinitionOf(resources),
    api: httpApiOf(resources),
  };
}
