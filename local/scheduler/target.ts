import type { CallAws } from '../aws/call.ts';
import { FunctionNotFoundError, type InvokeFunction } from '../functions/invoke.ts';
import { SchedulerRefusal } from './refusal.ts';

export type Target =
  | { readonly kind: 'function'; readonly arn: string }
  | { readonly kind: 'stateMachine'; readonly arn: string }
  | { readonly kind: 'action'; readonly service: string; readonly action: string };

/** What `<aws.scheduler.…>` in an input stands for. */
export interface Invocation {
  readonly scheduleArn: string;
  readonly scheduledTime: number;
  readonly executionId: string;
  /** 1 for the first. */
  readonly attempt: number;
}

/** A target that did not do its work. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';
  /** The target's own name for the error. */
  readonly code: string;
  /** How often it is worth trying again; the schedule's retry policy may say less. */
  readonly mostRetries: number;

  constructor(code: string, message: string, mostRetries: number) {
    super(message);
    this.code = code;
    this.mostRetries = mostRetries;
  }
}

/** Scheduler invokes functions asynchronously, and Lambda tries those twice again. */
const FUNCTION_RETRIES = 2;

/**
 * @throws SchedulerRefusal for targets that this home does not run
 */
export function parseTarget(arn: string): Target {
  if (/^arn:aws:lambda:[\w-]+:\d{12}:function:/.test(arn)) return { kind: 'function', arn };
  if (/^arn:aws:states:[\w-]+:\d{12}:stateMachine:/.test(arn)) return { kind: 'stateMachine', arn };
  const [, service, action] = /^arn:aws:scheduler:::aws-sdk:(\w+):(\w+)$/.exec(arn) ?? [];
  if (service && action) return { kind: 'action', service, action };
  throw new SchedulerRefusal('ValidationException', `Target.Arn: this home cannot run ${arn}`);
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
export function fillInput(input: string | undefined, invocation: Invocation): string {
  return (input ?? '{}')
    .replaceAll('<aws.scheduler.schedule-arn>', invocation.scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', isoSeconds(invocation.scheduledTime))
    .replaceAll('<aws.scheduler.execution-id>', invocation.executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(invocation.attempt));
}

export function isoSeconds(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Does once what a target asks for.
 *
 * @param input JSON text, context attributes filled in
 * @param executionName makes a repeated start of a state machine the same execution
 * @throws TargetFailure
 */
export async function invokeTarget(
  target: Target,
  input: string,
  executionName: string,
  { callAws, invoke }: { callAws: CallAws; invoke: InvokeFunction },
): Promise<void> {
  try {
    if (target.kind === 'function') {
      const result = await invoke(target.arn, input);
      if (!result.ok) throw new TargetFailure(result.error.errorType, result.error.errorMessage, FUNCTION_RETRIES);
    } else if (target.kind === 'stateMachine') {
      await callAws('sfn', 'startExecution', { stateMachineArn: target.arn, name: executionName, input });
    } else await callAws(target.service, target.action, JSON.parse(input));
  } catch (error) {
    throw error instanceof TargetFailure ? error : targetFailure(error as AwsError);
  }
}

/** What the SDK's errors have. */
interface AwsError extends Error {
  $metadata?: { httpStatusCode?: number };
  $retryable?: object;
}

/** A request that is wrong in itself stays wrong; throttling, faults and lost connections pass. */
function targetFailure(error: AwsError): TargetFailure {
  if (error instanceof FunctionNotFoundError) return new TargetFailure('ResourceNotFoundException', error.message, 0);
  const status = error.$metadata?.httpStatusCode ?? 500;
  const passing = status >= 500 || status === 429 || error.$retryable !== undefined || /throttl/i.test(error.name);
  return new TargetFailure(error.name, error.message, passing ? Number.POSITIVE_INFINITY : 0);
}
