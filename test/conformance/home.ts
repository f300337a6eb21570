import { once } from 'node:events';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createAdaptorServer } from '@hono/node-server';
import type { CallAws } from '../../local/aws/call.ts';
import { Clock, type ClockMode } from '../../local/clock/clock.ts';
import { openDatabase } from '../../local/data/database.ts';
import type { FunctionDefinition } from '../../local/functions/definition.ts';
import { FunctionHost } from '../../local/functions/function-host.ts';
import { createStatesApi } from '../../local/states/api.ts';
import { StatesService } from '../../local/states/service.ts';

/** Where the recordings were made, as far as they still say. */
export const PLACE = {
  region: 'us-east-1',
  account: '111111111111',
  roleArn: 'arn:aws:iam::111111111111:role/conformance',
};

export interface StatesHome {
  readonly service: StatesService;
  /** A client of the service's API. */
  readonly sfn: SFNClient;
  readonly clock: Clock;
  close(): Promise<void>;
}

/**
 * A Step Functions service of its own with its functions, on a folder and behind a port of its own.
 *
 * @param folder keeps its database: a home started there again goes on
 */
export async function startStates(
  folder: string,
  functions: readonly FunctionDefinition[],
  { mode = 'auto', callAws = noOtherService }: { mode?: ClockMode; callAws?: CallAws } = {},
): Promise<StatesHome> {
  const clock = new Clock({ mode });
  const host = new FunctionHost({ functions, clock, logFolder: folder });
  const database = openDatabase(join(folder, 'home.sqlite'));
  const service = new StatesService({ ...PLACE, database, clock, invoke: host.invoke, callAws });
  const server = createAdaptorServer(createStatesApi(service));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  service.resume();
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sfn = new SFNClient({ endpoint, region: PLACE.region, credentials, maxAttempts: 1 });
  return {
    service,
    sfn,
    clock,
    close: async () => {
      sfn.destroy();
      server.close();
      service.close();
      clock.stop();
      await host.close();
      database.close();
    },
  };
}

const noOtherService: CallAws = async (service, action) => {
  throw new Error(`this home has no ${service}:${action}`);
};
