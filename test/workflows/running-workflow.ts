import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createAdaptorServer } from '@hono/node-server';
import type { Desk } from '../../functions/acts/desk.ts';
import { createCarryOutDecision } from '../../functions/carry-out-decision/carry-out-decision.ts';
import { createCheckEligibility } from '../../functions/check-eligibility/check-eligibility.ts';
import { createRunRound, type RoundStep } from '../../functions/run-round/run-round.ts';
import { createSettleEndorsements } from '../../functions/settle-endorsements/settle-endorsements.ts';
import { startRun } from '../../functions/start-workflows/start-run.ts';
import { getCase } from '../../functions/store/case-row.ts';
import { createSweep } from '../../functions/sweep/sweep.ts';
import { createCallAws } from '../../local/aws/call.ts';
import { createStatesApi } from '../../local/states/api.ts';
import { aScheduler } from '../functions/a-scheduler.ts';
import { runTable } from '../functions/records-harness.ts';
import { type Ended, PLACE, ROLE, StatesHome, type TestFunction } from '../local/states/states-home.ts';

export const readDefinition = (name = 'application') => readFileSync(`workflows/${name}.asl.json`, 'utf8');

/** The real workflow on the local Step Functions service, with the real functions and a real table. */
export async function runWorkflow() {
  const table = await runTable();
  const { records } = table;
  const failing = new Map<string, number>();
  const now = () => new Date(home.clock.now());
  const real = {
    CheckEligibility: createCheckEligibility({ records, now }),
    SettleEndorsements: createSettleEndorsements({ records, now, tellEndorsed: () => {} }),
    CarryOutDecision: createCarryOutDecision({ records, now }),
    RunRound: (step: unknown) => createRunRound({ records, workflows, now })(step as RoundStep),
  };
  const functions = Object.fromEntries(
    Object.entries(real).map(([name, run]): [string, TestFunction] => [
      name,
      async (input) => {
        const said = await run(input as { reference: string });
        // it has written, and is lost before it can say so
        const left = failing.get(name) ?? 0;
        failing.set(name, left - 1);
        if (left > 0) throw new Error('lost');
        return said;
      },
    ]),
  );
  const home = new StatesHome(functions, createCallAws(PLACE.region, { dynamodb: table.engine.engine.endpoint }));
  const server = createAdaptorServer(createStatesApi(home.service));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const workflows = new SFNClient({
    endpoint,
    region: PLACE.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const make = async (workflow: string) => {
    const definition = readDefinition(workflow).replaceAll(/\$\{(\w+)\}/g, (_, name: string) =>
      name === 'Records' ? table.name : name,
    );
    const made = await home.service.createStateMachine({ name: workflow, definition, roleArn: ROLE });
    return made.stateMachineArn ?? '';
  };
  const stateMachineArn = await make('application');
  const { schedules, scheduling } = aScheduler(await make('round'));
  const starting = { records, workflows, stateMachineArn, directoryArn: 'directory', ...scheduling };
  const sweep = createSweep({ ...starting, now, tellOperators: () => {}, tellCases: () => {} });
  const settled = () => home.clock.activity.settled();

  return {
    records,
    home,
    table,
    /** Schedules of rounds, by name. Nobody fires them but the test. */
    schedules,
    planning: starting,
    /** Of the local Step Functions service. */
    endpoint,
    /** Lets a function be lost, so many times, after it has done its work. */
    lose: (name: keyof typeof real, times: number) => failing.set(name, times),
    now,
    desk: (): Desk => ({ records, workflows, at: now() }),
    /** As the page does it: the act, and all that follows from it. */
    async act<Result>(run: (desk: Desk) => Promise<Result>): Promise<Result> {
      const result = await run({ records, workflows, at: now() });
      await settled();
      return result;
    },
    moveTo: (instant: Date | string) => home.clock.moveTo(new Date(instant).getTime()),
    async sweep() {
      const swept = await sweep();
      await settled();
      return swept;
    },
    /** As the stream does it. */
    async start(reference: string, times = 1): Promise<string> {
      const row = await getCase(records, reference);
      for (let time = 0; time < times; time++) await startRun({ workflows, stateMachineArn }, row);
      await settled();
      return stateMachineArn.replace(':stateMachine:', ':execution:').concat(`:${reference}-${row.run}`);
    },
    look: (arn: string): Promise<Ended> => home.look(arn),
    async end() {
      workflows.destroy();
      server.close();
      home.close();
      await table.end();
    },
  };
}

export type RunningWorkflow = Awaited<ReturnType<typeof runWorkflow>>;

/** The states that an execution entered, in their order: each is a transition that AWS charges. */
export const transitions = ({ events }: Ended): string[] =>
  events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
