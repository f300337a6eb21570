import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../local/states/json.ts';
import { awaitToken, invoke, named, StatesHome } from '../states-home.ts';

const tokens: string[] = [];
const home = new StatesHome({
  echo: (input) => input,
  refuse: () => {
    throw named('NotEligible', 'no such school');
  },
  large: () => 'x'.repeat(262_145),
  park: (input) => void tokens.push(String((input as JsonObject).token)),
  never: () => new Promise<Json>(() => {}),
});
afterAll(() => home.close());

/** Starts a workflow that parks a token, and gives both. */
async function parked(more: JsonObject = {}): Promise<{ arn: string; taskToken: string }> {
  const arn = await home.start({ Await: awaitToken('park', more) });
  return { arn, taskToken: tokens.at(-1) ?? '' };
}

describe('a function called by lambda:invoke', () => {
  test('gives the answer of Invoke', async () => {
    const { output, types } = await home.run({
      Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'echo' }, End: true },
    });
    expect(output).toMatchObject({ ExecutedVersion: '$LATEST', Payload: {}, StatusCode: 200 });
    expect(types.slice(1, -1)).toEqual([
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
    ]);
  });

  const payloads: [payload: Json, received: Json][] = [
    [{ a: 1 }, { a: 1 }],
    ['{"a":1}', { a: 1 }],
    ['"text"', 'text'],
    [null, {}],
  ];
  test.each(payloads)('with the payload %j receives %j', async (Payload, received) => {
    await home.run({ Ask: invoke('echo', { Arguments: { FunctionName: 'echo', Payload } }) });
    expect(home.calls.at(-1)).toEqual({ name: 'echo', input: received });
  });

  test('that throws fails the task under the name of its error', async () => {
    const ended = await home.run({ Ask: invoke('refuse') });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'NotEligible' });
    expect(JSON.parse(ended.cause ?? '')).toEqual({ errorType: 'NotEligible', errorMessage: 'no such school' });
  });

  test('that does not exist fails the task', async () => {
    expect(await home.run({ Ask: invoke('nobody') })).toMatchObject({ error: 'Lambda.ResourceNotFoundException' });
  });

  test('that gives too much fails the task', async () => {
    const ended = await home.run({ Ask: invoke('large') });
    expect(ended).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect(ended.types).toContain('TaskFailed');
  });

  test('without a function name fails the task', async () => {
    expect(await home.run({ Ask: invoke('echo', { Arguments: {} }) })).toMatchObject({ error: 'States.Runtime' });
  });
});

test('a function called by its ARN has its payload for result, and events of its own', async () => {
  const Resource = 'arn:aws:lambda:eu-west-2:000000000000:function:echo';
  const { output, types } = await home.run({ Ask: { Type: 'Task', Resource, End: true } }, { a: 1 });
  expect(output).toEqual({ a: 1 });
  expect(types.slice(2, 5)).toEqual(['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded']);
});

describe('a task that waits for its token', () => {
  test('ends with the output that is sent', async () => {
    const { arn, taskToken } = await parked();
    expect((await home.look(arn)).types.slice(-3)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted']);
    await home.service.sendTaskSuccess({ taskToken, output: '{"answer":"yes"}' });
    expect(await home.look(arn)).toMatchObject({ status: 'SUCCEEDED', output: { answer: 'yes' } });
  });

  test('fails with the error that is sent', async () => {
    const { arn, taskToken } = await parked();
    await home.service.sendTaskFailure({ taskToken, error: 'Declined', cause: 'no time' });
    expect(await home.look(arn)).toMatchObject({ status: 'FAILED', error: 'Declined', cause: 'no time' });
  });

  test('can be answered before the call that hands the token out returns', async () => {
    let answered: Promise<unknown> = Promise.resolve();
    const early = new StatesHome({
      answer: (input) => {
        const { token } = input as { token: string };
        answered = early.service.sendTaskSuccess({ taskToken: token, output: '1' });
        return answered.then(() => 'late');
      },
    });
    const ended = await early.run({ Await: awaitToken('answer') });
    early.close();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    expect(ended.types).not.toContain('TaskSubmitted');
  });

  test('takes its first answer only', async () => {
    const { taskToken } = await parked();
    const answers = await Promise.allSettled([
      home.service.sendTaskSuccess({ taskToken, output: '1' }),
      home.service.sendTaskSuccess({ taskToken, output: '2' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(home.service.sendTaskSuccess({ taskToken, output: '3' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
  });

  test('refuses the token of an earlier attempt', async () => {
    const { arn, taskToken } = await parked({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }] });
    await home.service.sendTaskFailure({ taskToken });
    await home.pass(1);
    expect(tokens.at(-1)).not.toBe(taskToken);
    await expect(home.service.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
    await home.service.sendTaskSuccess({ taskToken: tokens.at(-1), output: '2' });
    expect(await home.look(arn)).toMatchObject({ status: 'SUCCEEDED', output: 2 });
  });

  test.each([
    ['nonsense', 'InvalidToken'],
    [Buffer.from('[1]').toString('base64'), 'InvalidToken'],
    [Buffer.from('[999999,1,"x"]').toString('base64'), 'TaskDoesNotExist'],
    [Buffer.from('[1,999,"x"]').toString('base64'), 'TaskTimedOut'],
  ])('refuses the token %s with %s', async (taskToken, code) => {
    await parked();
    await expect(home.service.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({ code });
  });

  test('refuses an output that is not JSON and goes on waiting', async () => {
    const { arn, taskToken } = await parked();
    await expect(home.service.sendTaskSuccess({ taskToken, output: 'yes' })).rejects.toMatchObject({
      code: 'InvalidOutput',
    });
    expect((await home.look(arn)).status).toBe('RUNNING');
  });
});

describe('a time-out', () => {
  test('ends the wait for a token', async () => {
    const { arn } = await parked({ TimeoutSeconds: '{% 2 * 30 %}' });
    await home.pass(59);
    expect((await home.look(arn)).status).toBe('RUNNING');
    await home.pass(1);
    const ended = await home.look(arn);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(ended.types.slice(-2)).toEqual(['TaskTimedOut', 'ExecutionFailed']);
  });

  test.each(['States.Timeout', 'States.HeartbeatTimeout'])('of the heartbeat is caught as %s', async (name) => {
    const { arn, taskToken } = await home
      .start({
        Await: awaitToken('park', {
          TimeoutSeconds: 600,
          HeartbeatSeconds: 10,
          Catch: [{ ErrorEquals: [name], Next: 'Late' }],
        }),
        Late: { Type: 'Pass', End: true },
      })
      .then((started) => ({ arn: started, taskToken: tokens.at(-1) ?? '' }));
    await home.pass(8);
    await home.service.sendTaskHeartbeat({ taskToken });
    await home.pass(8);
    expect((await home.look(arn)).status).toBe('RUNNING');
    await home.pass(2);
    expect(await home.look(arn)).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout', Cause: '' } });
  });
});

describe('an execution started by a task', () => {
  const child = (state: JsonObject) => home.machine({ Child: state });
  const start = (suffix: string, StateMachineArn: string, more: JsonObject = {}) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::states:startExecution${suffix}`,
    Arguments: { StateMachineArn, Input: { a: 1 }, ...more },
    End: true,
  });

  test('is on its own when nobody waits for it', async () => {
    const { output } = await home.run({ Start: start('', await child({ Type: 'Wait', Seconds: 60, End: true })) });
    const { ExecutionArn } = output as { ExecutionArn: string };
    expect(await home.look(ExecutionArn)).toMatchObject({ status: 'RUNNING' });
    expect(await home.finish(ExecutionArn)).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 } });
  });

  test.each([
    ['.sync:2', { a: 1 }],
    ['.sync', '{"a":1}'],
  ])('gives its output to the task that waits by %s', async (suffix, Output) => {
    const { output, types } = await home.run({
      Start: start(suffix, await child({ Type: 'Wait', Seconds: 60, End: true })),
    });
    expect(output).toMatchObject({ Output, Status: 'SUCCEEDED' });
    expect(types).toContain('TaskSubmitted');
  });

  test('fails the task that waits for it', async () => {
    const ended = await home.run({
      Start: start('.sync:2', await child({ Type: 'Fail', Error: 'No', Cause: 'never' })),
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(ended.cause ?? '')).toMatchObject({ Error: 'No', Cause: 'never', Status: 'FAILED' });
  });

  test('is stopped when the one that waits for it is', async () => {
    const childArn = await child({ Type: 'Wait', Seconds: 60, End: true });
    const arn = await home.start({ Start: start('.sync:2', childArn, { Name: 'only' }) });
    await home.service.stopExecution({ executionArn: arn });
    await home.clock.activity.settled();
    const stopped = await home.look(`${childArn.replace(':stateMachine:', ':execution:')}:only`);
    expect(stopped.status).toBe('ABORTED');
  });

  test('of a machine that does not exist fails the task', async () => {
    const ended = await home.run({ Start: start('', 'arn:aws:states:eu-west-2:000000000000:stateMachine:none') });
    expect(ended.error).toBe('StepFunctions.StateMachineDoesNotExistException');
  });
});

test('time stands still while a function runs, and passes while a token is awaited', async () => {
  const arn = await home.start({ Await: awaitToken('park', { TimeoutSeconds: 3600 }) });
  await home.pass(1800);
  expect((await home.look(arn)).status).toBe('RUNNING');
  const stuck = new StatesHome({ never: () => new Promise<Json>(() => {}) });
  const stateMachineArn = await stuck.machine({ Ask: invoke('never') });
  await stuck.service.startExecution({ stateMachineArn });
  let moved = false;
  void stuck.clock.moveTo(stuck.clock.now() + 1).then(() => {
    moved = true;
  });
  await new Promise((resume) => setTimeout(resume, 50));
  expect(moved).toBe(false);
  stuck.close();
});
