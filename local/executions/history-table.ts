import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { html } from 'hono/html';
import type { Html } from '../door/page.ts';
import { duration, instant, laidOut } from './wording.ts';

/** How many events one page shows. */
export const EVENTS_PER_PAGE = 250;

/** A stretch of a history as a table; details open on demand. */
export function historyTable(events: readonly HistoryEvent[], from: number): Html {
  const started = events[0]?.timestamp?.getTime() ?? 0;
  const shown = events.slice(from, from + EVENTS_PER_PAGE);
  return html`<table class="history">
<thead><tr><th scope="col">No.</th><th scope="col">When (UTC)</th><th scope="col">After</th><th scope="col">What happened</th><th scope="col">Details</th></tr></thead>
<tbody>${shown.map(
    (event) => html`<tr id="event-${event.id}"><td>${event.id}</td><td>${instant(event.timestamp)}</td>
<td>${duration((event.timestamp?.getTime() ?? started) - started)}</td>
<td>${happened(event)}</td><td>${details(event)}</td></tr>`,
  )}</tbody></table>`;
}

/** `TaskStateEntered` as "Task state entered", with the state's name. */
function happened(event: HistoryEvent): Html {
  const words = (event.type ?? '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const name =
    event.stateEnteredEventDetails?.name ??
    event.stateExitedEventDetails?.name ??
    event.evaluationFailedEventDetails?.state;
  const item = [
    event.mapIterationStartedEventDetails,
    event.mapIterationSucceededEventDetails,
    event.mapIterationFailedEventDetails,
    event.mapIterationAbortedEventDetails,
  ].find((iteration) => iteration !== undefined);
  const look = /Failed|TimedOut/.test(words.replaceAll(' ', '')) ? 'bad' : '';
  return html`<span class="${look}">${words.charAt(0)}${words.slice(1).toLowerCase()}</span>${
    name === undefined ? '' : html`: <strong>${name}</strong>`
  }${item === undefined ? '' : html`: <strong>${item.name}</strong>, item ${item.index}`}`;
}

/** Details that every event has or that repeat what the table already says. */
const SAID_ELSEWHERE = new Set([
  'name',
  'index',
  'inputDetails',
  'outputDetails',
  'assignedVariablesDetails',
  'roleArn',
  'state',
]);

function details(event: HistoryEvent): Html {
  const all = Object.entries(event).find(([key, value]) => key.endsWith('EventDetails') && value)?.[1] as
    | object
    | undefined;
  const parts = Object.entries(all ?? {}).filter(([key, value]) => !SAID_ELSEWHERE.has(key) && value !== undefined);
  if (parts.length === 0) return html``;
  const short = parts.find(([key]) => key === 'error') ?? parts.find(([key]) => key === 'resource');
  const summary = short ? html`${short[0]}: ${short[1]}` : parts.map(([key]) => key).join(', ');
  return html`<details><summary>${summary}</summary>${parts.map(
    ([key, value]) => html`<p class="part">${key}</p><pre>${partText(value)}</pre>`,
  )}</details>`;
}

function partText(value: unknown): string {
  return typeof value === 'string' ? laidOut(value) : JSON.stringify(value, null, 2);
}

export const HISTORY_STYLE = `
.history td { font-variant-numeric: tabular-nums } .history td:nth-child(-n+3) { white-space: nowrap }
.history details { max-width: 34rem } .history summary { cursor: pointer } .history .part { margin: .5rem 0 .1rem; color: var(--quiet) }
.history .bad { color: #b3261e; font-weight: 600 }
.history tr:target { outline: 3px solid #f5a623; outline-offset: -3px }
`;
