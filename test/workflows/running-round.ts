import { once } from 'node:events';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { createAdaptorServer } from '@hono/node-server';
import { planRound } from '../../functions/start-workflows/plan-round.ts';
import { getRound } from '../../functions/store/round-row.ts';
import { createCallAws } from '../../local/aws/call.ts';
import { createSchedulerApi } from '../../local/scheduler/api.ts';
import { SchedulerService } from '../../local/scheduler/service.ts';
import { PLACE } from '../local/states/states-home.ts';
import { runWorkflow } from './running-workflow.ts';

/** The round's workflow with schedules that really fire, on the local Scheduler and Step Functions services. */
export async function runRounds() {
  const workflow = await runWorkflow();
  const { home, endpoint, records } = workflow;
  const errors: unknown[] = [];
  const scheduler = new SchedulerService({
    ...PLACE,
    database: home.database,
    clock: home.clock,
    invoke: async () => ({ ok: true, payload: 'null' }),
    callAws: createCallAws(PLACE.region, { sfn: endpoint }),
    onError: (error) => errors.push(error),
  });
  const server = createAdaptorServer(createSchedulerApi(scheduler));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = new SchedulerClient({
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: PLACE.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  scheduler.createGroup('rounds');
  const planning = { ...workflow.planning, scheduler: client };

  return {
    ...workflow,
    scheduler,
    errors,
    /** As the stream does it, when a round's row was written. */
    async plan(round: string) {
      const stuck = await planRound(planning, round, workflow.now());
      await home.clock.activity.settled();
      return stuck;
    },
    round: async (round: string) => (await getRound(records, round)).round,
    row: (round: string) => getRound(records, round),
    async end() {
      client.destroy();
      server.close();
      await scheduler.close();
      await workflow.end();
    },
  };
}

export type RunningRounds = Awaited<ReturnType<typeof runRounds>>;
