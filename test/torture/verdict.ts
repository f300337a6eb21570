import type { DescribeExecutionOutput, HistoryEvent } from '@aws-sdk/client-sfn';

/** One execution as a home has it in the end. */
export interface Ending {
  readonly execution: DescribeExecutionOutput;
  readonly events: readonly HistoryEvent[];
}

const TERMINAL = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** What is wrong with an execution that was tortured, beside the same one undisturbed; nothing when all is well. */
export function faults(tortured: Ending, calm: Ending): string[] {
  const found: string[] = [];
  const { execution, events } = tortured;
  for (const field of ['status', 'output', 'error', 'cause'] as const) {
    const [got, expected] = [execution[field], calm.execution[field]];
    if (got !== expected) found.push(`${field} is ${got}, undisturbed ${expected}`);
  }
  const terminal = events.filter(({ type }) => TERMINAL.test(type ?? ''));
  if (terminal.length !== 1) found.push(`${terminal.length} terminal events`);
  if (terminal[0] !== events.at(-1)) found.push('events after its end');
  if (events.some(({ id }, index) => id !== index + 1)) found.push('event ids are not 1 to n');
  if (events.some(({ id = 0, previousEventId = 0 }) => previousEventId >= id))
    found.push('an event follows a later one');
  if (events.some(({ timestamp = 0 }, index) => timestamp < (events[index - 1]?.timestamp ?? 0)))
    found.push('time went back');
  const [got, expected] = [steps(events), steps(calm.events)];
  if (got !== expected) found.push(`its states were entered and left as ${got}, undisturbed ${expected}`);
  return found;
}

/** How often each state was entered and left; their order differs from run to run where branches run side by side. */
function steps(events: readonly HistoryEvent[]): string {
  const names = events.flatMap(({ type, stateEnteredEventDetails, stateExitedEventDetails }) => {
    const name = stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name;
    return name === undefined ? [] : [`${type}(${name})`];
  });
  return names.sort().join(' ');
}
