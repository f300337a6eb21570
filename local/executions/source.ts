import type { HistoryEvent, StateMachineListItem } from '@aws-sdk/client-sfn';
import type { StatesService } from '../states/service.ts';

/** The actions of Step Functions that these pages read through. */
export type ExecutionSource = Pick<
  StatesService,
  | 'listStateMachines'
  | 'describeStateMachineForExecution'
  | 'listExecutions'
  | 'describeExecution'
  | 'getExecutionHistory'
>;

/** Every state machine, by name. */
export async function allMachines(source: ExecutionSource): Promise<StateMachineListItem[]> {
  const machines: StateMachineListItem[] = [];
  let nextToken: string | undefined;
  do {
    const listed = await source.listStateMachines({ maxResults: 1000, nextToken });
    machines.push(...(listed.stateMachines ?? []));
    nextToken = listed.nextToken;
  } while (nextToken !== undefined);
  return machines.sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}

/** All that happened in an execution so far, oldest first; at most 25,000 events, the limit of Step Functions. */
export async function wholeHistory(source: ExecutionSource, executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const part = await source.getExecutionHistory({ executionArn, maxResults: 1000, nextToken });
    events.push(...(part.events ?? []));
    nextToken = part.nextToken;
  } while (nextToken !== undefined);
  return events;
}
