import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import type { JsonObject } from './json.ts';

/** One event of an execution's history as it is kept. `details` as in the API, without the marks about truncation. */
export interface StoredEvent {
  readonly id: number;
  readonly previous: number;
  readonly at: number;
  readonly type: HistoryEventType;
  readonly details: JsonObject | undefined;
}

/** Fields left out when the caller wants no execution data. */
const DATA_FIELDS: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
export function toHistoryEvent({ id, previous, at, type, details }: StoredEvent, includeData: boolean): HistoryEvent {
  const event = { id, previousEventId: previous, timestamp: new Date(at), type };
  if (details === undefined) return event;
  const shown = Object.entries(details).filter(([field]) => includeData || !DATA_FIELDS.has(field));
  const marks = ['input', 'output', 'assignedVariables']
    .filter((field) => includeData && field in details)
    .map((field) => [`${field}Details`, { truncated: false }]);
  return { ...event, [detailsField(type)]: Object.fromEntries([...shown, ...marks]) };
}

function detailsField(type: HistoryEventType): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
