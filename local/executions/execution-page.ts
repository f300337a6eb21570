import { html } from 'hono/html';
import type { Html } from '../door/page.ts';
import { readDefinition } from './definition.ts';
import { drawn, legend } from './drawing.ts';
import { EVENTS_PER_PAGE, historyTable } from './history-table.ts';
import { draw } from './layout.ts';
import { pathTo } from './machine-pages.ts';
import { type ExecutionSource, wholeHistory } from './source.ts';
import { trace } from './trace.ts';
import { duration, instant, laidOut, statusTag } from './wording.ts';

/**
 * One execution: how it stands, what went in and came out, what happened, and the workflow with the path taken.
 *
 * @param from the first event of the history to show, counted from 0
 * @throws StatesApiError `ExecutionDoesNotExist`
 */
export async function executionPage(
  source: ExecutionSource,
  machine: string,
  executionArn: string,
  from: number,
): Promise<Html> {
  const execution = await source.describeExecution({ executionArn });
  const { status, startDate, stopDate, input, output, error, cause } = execution;
  const [events, { definition = '' }] = await Promise.all([
    wholeHistory(source, executionArn),
    source.describeStateMachineForExecution({ executionArn }),
  ]);
  return html`<p class="trail"><a href="${pathTo(machine)}">Executions of ${machine}</a></p>
<dl class="facts panel">
<dt>Status</dt><dd>${statusTag(status)}</dd>
<dt>Started</dt><dd>${instant(startDate)} UTC</dd>
${stopDate && startDate ? html`<dt>Ended</dt><dd>${instant(stopDate)} UTC, after ${duration(stopDate.getTime() - startDate.getTime())}</dd>` : ''}
${error === undefined ? '' : html`<dt>Error</dt><dd><strong>${error}</strong></dd>`}
${cause === undefined ? '' : html`<dt>Cause</dt><dd>${cause}</dd>`}
<dt>ARN</dt><dd>${executionArn}</dd>
</dl>
<div class="texts">${text('Input', input)}${text('Output', output)}</div>
<h2>Workflow</h2>
${legend()}
${drawn(draw(readDefinition(definition)), trace(events))}
<h2 id="history">History</h2>
${historyTable(events, from)}
${paging(events.length, from)}`;
}

function text(title: string, value: string | undefined): Html {
  return value === undefined ? html`` : html`<section><h2>${title}</h2><pre>${laidOut(value)}</pre></section>`;
}

function paging(count: number, from: number): Html {
  const link = (to: number, words: string) => html`<a href="?from=${to}#history">${words}</a>`;
  const last = Math.min(from + EVENTS_PER_PAGE, count);
  return html`<p class="more"><span class="quiet">Events ${Math.min(from + 1, count)} to ${last} of ${count}</span>
${from > 0 ? link(Math.max(0, from - EVENTS_PER_PAGE), 'Earlier events') : ''}
${last < count ? link(last, 'Later events') : ''}</p>`;
}
