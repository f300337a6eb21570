import type { ExecutionListItem } from '@aws-sdk/client-sfn';
import { html } from 'hono/html';
import type { Html } from '../door/page.ts';
import { allMachines, type ExecutionSource } from './source.ts';
import { duration, instant, STATUSES, type Status, statusTag } from './wording.ts';

const LATEST = 8;
const PER_PAGE = 50;

/** Every state machine with its latest executions. */
export async function machinesPage(source: ExecutionSource): Promise<Html> {
  const machines = await allMachines(source);
  if (machines.length === 0) return html`<p>No state machine is here yet.</p>`;
  const sections = machines.map(async ({ name = '', stateMachineArn }) => {
    const { executions = [] } = await source.listExecutions({ stateMachineArn, maxResults: LATEST });
    return html`<section><h2><a href="${pathTo(name)}">${name}</a></h2>
${executions.length === 0 ? html`<p class="quiet">Never executed.</p>` : executionTable(name, executions)}</section>`;
  });
  return html`${await Promise.all(sections)}`;
}

/** The executions of one machine, latest first, all or those of one status. */
export async function machinePage(
  source: ExecutionSource,
  name: string,
  stateMachineArn: string,
  { status, after }: { status: Status | undefined; after: string | undefined },
): Promise<Html> {
  const { executions = [], nextToken } = await source.listExecutions({
    stateMachineArn,
    maxResults: PER_PAGE,
    statusFilter: status,
    nextToken: after,
  });
  const rest =
    nextToken === undefined ? undefined : new URLSearchParams({ ...(status && { status }), after: nextToken });
  return html`<p class="trail"><a href="/executions">All state machines</a></p>
<form class="row" method="get"><label>Status <select name="status"><option value="">All</option>${Object.entries(
    STATUSES,
  ).map(
    ([value, { said }]) => html`<option value="${value}"${value === status ? html` selected` : ''}>${said}</option>`,
  )}</select></label><button>Show</button></form>
${executions.length === 0 ? html`<p class="quiet">No such executions.</p>` : executionTable(name, executions)}
<p class="more">${after === undefined ? '' : html`<a href="?${new URLSearchParams({ ...(status && { status }) })}">Back to the latest</a>`}
${rest === undefined ? '' : html`<a href="?${rest}">Earlier executions</a>`}</p>`;
}

function executionTable(machine: string, executions: readonly ExecutionListItem[]): Html {
  return html`<table><thead><tr><th scope="col">Execution</th><th scope="col">Status</th><th scope="col">Started (UTC)</th><th scope="col">Ended (UTC)</th><th scope="col">Took</th></tr></thead>
<tbody>${executions.map(
    ({ name = '', status, startDate, stopDate }) => html`<tr><td><a href="${pathTo(machine, name)}">${name}</a></td>
<td>${statusTag(status)}</td><td>${instant(startDate)}</td><td>${instant(stopDate)}</td>
<td>${startDate && stopDate ? duration(stopDate.getTime() - startDate.getTime()) : ''}</td></tr>`,
  )}</tbody></table>`;
}

/** The page of a machine or of one of its executions. */
export function pathTo(machine: string, execution?: string): string {
  return ['/executions', machine, ...(execution === undefined ? [] : [execution])]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');
}
