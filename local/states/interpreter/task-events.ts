import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { TaskState } from '../definition/language.ts';
import { eventNames, parseResource, type Resource } from '../integrations/resource.ts';
import type { JsonObject } from '../json.ts';
import { errorDetails, type Failure } from './failure.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** The Resource of a task, which was checked when the machine was made. */
export function resourceOf({ Resource: arn }: TaskState): Resource {
  const resource = parseResource(arn);
  if (resource === undefined) throw new Error(`the definition names a resource that is not run here: ${arn}`);
  return resource;
}

type Step = 'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut';

/**
 * Reports a step of a task. A function called by its own ARN has events of its own.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function report(run: Run, strand: Strand, task: TaskState, step: Step, details: JsonObject = {}): void {
  if (resourceOf(task).kind === 'function') {
    run.emit(strand, `LambdaFunction${step}` as HistoryEventType, step === 'Started' ? undefined : details);
  } else {
    run.emit(strand, `Task${step}`, { ...eventNames(task.Resource), ...details });
  }
}

export function reportFailure(run: Run, strand: Strand, task: TaskState, failure: Failure): void {
  report(run, strand, task, failure.timedOut ? 'TimedOut' : 'Failed', errorDetails(failure));
}

/** What AWS calls a task in its messages about size. */
export function nameInMessages(task: TaskState): string {
  return resourceOf(task).kind === 'function' ? task.Resource : eventNames(task.Resource).resourceType;
}
