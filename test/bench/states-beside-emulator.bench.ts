import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  paginateListExecutions,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { PLACE, startStates } from '../conformance/home.ts';
import { ACCOUNT, Emulator, NoEmulatorError, VERSION } from '../emulator/emulator.ts';
import type { Figure, Gap } from './figure.ts';

const EXECUTIONS = 500;
const IN_FLIGHT = 25;

/** What needs no other service: the interpreters themselves are compared. */
const DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Apply defaults',
  States: {
    'Apply defaults': {
      Type: 'Pass',
      Output: { reference: '{% $states.input.reference %}', run: 1 },
      Next: 'First run?',
    },
    'First run?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.run = 1 %}', Next: 'Note it' }],
      Default: 'Refuse',
    },
    Refuse: { Type: 'Fail' },
    'Note it': { Type: 'Pass', Assign: { reference: '{% $states.input.reference %}' }, Next: 'Each slot' },
    'Each slot': {
      Type: 'Map',
      Items: '{% [1..2] %}',
      ItemProcessor: {
        StartAt: 'Count',
        States: { Count: { Type: 'Pass', Output: '{% $states.input + 1 %}', End: true } },
      },
      Next: 'Sum up',
    },
    'Sum up': {
      Type: 'Pass',
      Output: { reference: '{% $reference %}', sum: '{% $sum($states.input) %}' },
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

/** Executions a second of one definition, over the API, in the home's Step Functions service and in an emulator's. */
export async function measure(): Promise<(Figure | Gap)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-emulator-'));
  const name = `Step Functions: seven states without calls`;
  try {
    const home = await startStates(folder, [], { mode: 'real' });
    const ours = await perSecond(home.sfn).finally(() => home.close());
    const figures: (Figure | Gap)[] = [{ name: `${name}, this home`, value: ours, unit: 'executions/s' }];
    const theirs = await emulated(folder);
    if (typeof theirs === 'string') return [...figures, { name: `${name}, MiniStack ${VERSION}`, gap: theirs }];
    figures.push({ name: `${name}, MiniStack ${VERSION}`, value: theirs, unit: 'executions/s' });
    return [
      ...figures,
      { name: `${name}, this home by MiniStack`, value: Math.round((ours / theirs) * 10) / 10, unit: 'times' },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The emulator's rate, or why there is none. */
async function emulated(folder: string): Promise<number | string> {
  try {
    const emulator = await Emulator.start(folder, 'eu-west-2');
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'emulated' };
    const client = new SFNClient({ region: 'eu-west-2', endpoint: emulator.url, credentials });
    try {
      return await perSecond(client);
    } finally {
      client.destroy();
      await emulator.stop();
    }
  } catch (error) {
    if (error instanceof NoEmulatorError) return error.message;
    throw error;
  }
}

async function perSecond(client: SFNClient): Promise<number> {
  const machine = { name: 'seven-states', definition: JSON.stringify(DEFINITION), roleArn: PLACE.roleArn };
  const { stateMachineArn = '' } = await client.send(new CreateStateMachineCommand(machine));
  await runAll(client, stateMachineArn, IN_FLIGHT, 0);
  const begun = performance.now();
  await runAll(client, stateMachineArn, EXECUTIONS, IN_FLIGHT);
  return Math.round(EXECUTIONS / ((performance.now() - begun) / 1000));
}

/** Starts so many, some at a time, and waits until all have ended well. */
async function runAll(client: SFNClient, stateMachineArn: string, count: number, before: number): Promise<void> {
  for (let begun = 0; begun < count; begun += IN_FLIGHT) {
    const some = Array.from({ length: Math.min(IN_FLIGHT, count - begun) }, (_, index) => {
      const input = JSON.stringify({ reference: `LLE-${begun + index}` });
      return client.send(new StartExecutionCommand({ stateMachineArn, input }));
    });
    await Promise.all(some);
  }
  for (let ended = 0; ended < before + count; await sleep(20)) {
    ended = 0;
    for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn, maxResults: 1000 })) {
      ended += executions.filter(({ status }) => status === 'SUCCEEDED').length;
      if (executions.some(({ status }) => status === 'FAILED'))
        throw new Error('an execution of the measurement failed');
    }
  }
}
