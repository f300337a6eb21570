import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  type ExecutionStatus,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { CallAws } from '../../local/aws/call.ts';
import { writeFunction } from '../conformance/functions.ts';
import { PLACE, type StatesHome, startStates } from '../conformance/home.ts';
import type { Figure } from './figure.ts';

const EXECUTIONS = 1000;
const IN_FLIGHT = 50;

const invoke = (Next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'same', Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  Next,
});

/** Ten states, two of them functions, one a token: about what an application passes through. */
const TEN_STATES = {
  QueryLanguage: 'JSONata',
  StartAt: 'Apply defaults',
  States: {
    'Apply defaults': { Type: 'Pass', Output: { reference: '{% $states.input.reference %}', run: 1 }, Next: 'Check' },
    Check: invoke('Is it eligible?'),
    'Is it eligible?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.run = 1 %}', Next: 'Note it' }],
      Default: 'Refuse',
    },
    Refuse: { Type: 'Fail' },
    'Note it': { Type: 'Pass', Assign: { reference: '{% $states.input.reference %}' }, Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 0, Next: 'Await decision' },
    'Await decision': {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      Arguments: { Token: '{% $states.context.Task.Token %}' },
      TimeoutSeconds: 3600,
      Next: 'What was decided?',
    },
    'What was decided?': {
      Type: 'Choice',
      Choices: [{ Condition: "{% $states.input.word = 'designate' %}", Next: 'Designate' }],
      Default: 'Refuse',
    },
    Designate: invoke('Sum up'),
    'Sum up': { Type: 'Pass', Output: { reference: '{% $reference %}' }, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** Executions a second over the API, from their start to their end, everything written to the database. */
export async function measure(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-states-'));
  const parked: string[] = [];
  const callAws: CallAws = async (_service, _action, parameters) => {
    parked.push((parameters as { Token: string }).Token);
    return {};
  };
  const functions = [await writeFunction(folder, 'same', { kind: 'identity', summary: '' })];
  const home = await startStates(folder, functions, { mode: 'real', callAws });
  try {
    const machine = { name: 'ten-states', definition: JSON.stringify(TEN_STATES), roleArn: PLACE.roleArn };
    const { stateMachineArn = '' } = await home.sfn.send(new CreateStateMachineCommand(machine));
    await runAll(home, stateMachineArn, parked, IN_FLIGHT);
    const begun = performance.now();
    await runAll(home, stateMachineArn, parked, EXECUTIONS);
    const perSecond = EXECUTIONS / ((performance.now() - begun) / 1000);
    return [
      {
        name: 'Step Functions: ten states, two functions, one token',
        value: Math.round(perSecond),
        unit: 'executions/s',
      },
    ];
  } finally {
    await home.close();
    await rm(folder, { recursive: true });
  }
}

/** Keeps executions in flight until so many have ended; answers their tokens as they are parked. */
async function runAll(home: StatesHome, stateMachineArn: string, parked: string[], count: number): Promise<void> {
  let begun = 0;
  let answered = 0;
  while (answered < count) {
    const starts = Array.from({ length: Math.min(IN_FLIGHT - (begun - answered), count - begun) }, () => {
      begun++;
      const input = JSON.stringify({ reference: `LLE-${begun}` });
      return home.sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
    });
    const answers = parked.splice(0).map(async (taskToken) => {
      await home.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"word":"designate"}' }));
      answered++;
    });
    await Promise.all([...starts, ...answers]);
    await sleep(1);
  }
  await noneRunning(home, stateMachineArn);
}

/** Waits for the last to end; none may have ended but well, or the figure says nothing. */
async function noneRunning({ service }: StatesHome, stateMachineArn: string): Promise<void> {
  const any = async (statusFilter: ExecutionStatus) => {
    const { executions = [] } = await service.listExecutions({ stateMachineArn, statusFilter, maxResults: 1 });
    return executions.length > 0;
  };
  while (await any('RUNNING')) await sleep(2);
  if (await any('FAILED')) throw new Error('an execution of the measurement failed');
}
