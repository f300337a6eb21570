import { Hono } from 'hono';
import { html } from 'hono/html';
import { type Html, page } from '../door/page.ts';
import { StatesApiError } from '../states/errors.ts';
import { DRAWING_STYLE } from './drawing.ts';
import { executionPage } from './execution-page.ts';
import { HISTORY_STYLE } from './history-table.ts';
import { machinePage, machinesPage } from './machine-pages.ts';
import { allMachines, type ExecutionSource } from './source.ts';
import { isStatus, WORDING_STYLE } from './wording.ts';

const STYLE = `${WORDING_STYLE}${DRAWING_STYLE}${HISTORY_STYLE}
.trail { margin: -.5rem 0 1rem } .facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 } .facts dt { color: var(--quiet) } .facts dd { margin: 0; overflow-wrap: anywhere }
.texts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 1.25rem } .texts pre { max-height: 24rem }
.more { display: flex; gap: 1.25rem; margin: .75rem 0 }
`;

/**
 * Pages about state machines and their executions, mounted at `/executions` of the home's own door: `/`, `/<machine>`
 * and `/<machine>/<execution>`.
 */
export function createExecutionPages(source: ExecutionSource): Hono {
  const pages = new Hono();
  const shown = (title: string, body: Html) => page(title, body, { path: '/executions', style: STYLE });

  pages.get('/', async (c) => c.html(await shown('Executions', await machinesPage(source))));

  pages.get('/:machine', async (c) => {
    const name = c.req.param('machine');
    const machineArn = await arnOf(source, name);
    if (machineArn === undefined) return c.html(await shown('No such state machine', notHere(name)), 404);
    const status = c.req.query('status');
    const filter = { status: isStatus(status) ? status : undefined, after: c.req.query('after') };
    return c.html(await shown(name, await machinePage(source, name, machineArn, filter)));
  });

  pages.get('/:machine/:execution', async (c) => {
    const { machine, execution } = c.req.param();
    const machineArn = await arnOf(source, machine);
    const missing = async () => c.html(await shown('No such execution', notHere(`${machine}/${execution}`)), 404);
    if (machineArn === undefined) return missing();
    const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${execution}`;
    const from = Math.max(0, Number.parseInt(c.req.query('from') ?? '0', 10) || 0);
    try {
      return c.html(await shown(execution, await executionPage(source, machine, executionArn, from)));
    } catch (error) {
      if (error instanceof StatesApiError && error.code === 'ExecutionDoesNotExist') return missing();
      throw error;
    }
  });

  return pages;
}

async function arnOf(source: ExecutionSource, machineName: string): Promise<string | undefined> {
  return (await allMachines(source)).find(({ name }) => name === machineName)?.stateMachineArn;
}

function notHere(name: string): Html {
  return html`<p>There is no <strong>${name}</strong> here. <a href="/executions">All state machines</a></p>`;
}
