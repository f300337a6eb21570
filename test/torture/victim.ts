import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Clock } from '../../local/clock/clock.ts';
import { openDatabase } from '../../local/data/database.ts';
import { FunctionNotFoundError, type InvokeFunction } from '../../local/functions/invoke.ts';
import { createStatesApi } from '../../local/states/api.ts';
import { StatesService } from '../../local/states/service.ts';

/**
 * The process that is killed: Step Functions on a folder, with functions that write down every call before they
 * answer. Says its address on standard output when it is ready.
 */
const [folder = ''] = process.argv.slice(2);

const FUNCTIONS: Record<string, (event: never) => unknown> = {
  'fail-at-first': ({ failures, retries }: { failures: number; retries: number }) => {
    if (retries < failures) throw Object.assign(new Error(`try ${retries} of ${failures}`), { name: 'NotYet' });
    return retries;
  },
  double: (number: number) => 2 * number,
  park: () => null,
};

const invoke: InvokeFunction = async (functionName, payload) => {
  const run = FUNCTIONS[functionName];
  if (!run) throw new FunctionNotFoundError(functionName);
  appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify({ functionName, payload: JSON.parse(payload) })}\n`);
  await new Promise(setImmediate);
  try {
    return { ok: true, payload: JSON.stringify(run(JSON.parse(payload) as never)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, error: { errorType: error.name, errorMessage: error.message } };
  }
};

const service = new StatesService({
  database: openDatabase(join(folder, 'home.sqlite')),
  clock: new Clock(),
  invoke,
  callAws: async (name, action) => {
    throw new Error(`this home has no ${name}:${action}`);
  },
  region: 'eu-west-2',
  account: '000000000000',
});
const server = createAdaptorServer(createStatesApi(service));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
service.resume();
const address = server.address();
console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
