/** How long a task waits: for the answer, for a token that somebody sends back, or for the end of an execution. */
export type Pattern = 'request' | 'token' | 'sync' | 'sync:2';

/**
 * What the `Resource` of a Task calls.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
 */
export type Resource =
  /** A function's own ARN: its payload is the task's whole input and result. */
  | { readonly kind: 'function'; readonly arn: string; readonly pattern: 'request' }
  | { readonly kind: 'lambda'; readonly pattern: 'request' | 'token' }
  | { readonly kind: 'execution'; readonly pattern: Pattern }
  | {
      readonly kind: 'sdk';
      /** As written, and as the client package is called: `dynamodb`. */
      readonly service: string;
      /** In camel case: `updateItem`. */
      readonly action: string;
      readonly pattern: 'request' | 'token';
    };

const SUFFIXES: Readonly<Record<string, Pattern>> = {
  '': 'request',
  '.waitForTaskToken': 'token',
  '.sync': 'sync',
  '.sync:2': 'sync:2',
};

/** Undefined when no such integration is run here. */
export function parseResource(arn: string): Resource | undefined {
  if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:.+$/.test(arn)) return { kind: 'function', arn, pattern: 'request' };
  const { name, suffix } = /^arn:[^:]+:states:[^:]*:[^:]*:(?<name>[A-Za-z0-9:-]+?)(?<suffix>\.[A-Za-z]+(:2)?)?$/.exec(
    arn,
  )?.groups ?? { name: '', suffix: '' };
  const pattern = SUFFIXES[suffix ?? ''];
  if (name === undefined || pattern === undefined) return undefined;
  if (name === 'states:startExecution') return { kind: 'execution', pattern };
  if (pattern === 'sync' || pattern === 'sync:2') return undefined;
  if (name === 'lambda:invoke') return { kind: 'lambda', pattern };
  const [prefix, service, action, ...rest] = name.split(':');
  if (prefix !== 'aws-sdk' || !service || !action || rest.length > 0) return undefined;
  return { kind: 'sdk', service, action, pattern };
}

/** As history events name it: `aws-sdk:dynamodb` and `updateItem.waitForTaskToken`. */
export function eventNames(arn: string): { readonly resourceType: string; readonly resource: string } {
  const name = arn.split(':').slice(5).join(':');
  const [, resourceType = '', resource = ''] = /^(aws-sdk:[^:]+|[^:]+):(.+)$/.exec(name) ?? [];
  return { resourceType, resource };
}
