import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../local/states/json.ts';
import { awaitToken, invoke, named, StatesHome } from '../states-home.ts';

const tokens: string[] = [];
const home = new StatesHome({ park: (input) => void tokens.push(String((input as JsonObject).token)) });
afterAll(() => home.close());

describe('after a restart', () => {
  test('a wait goes on and ends when it would have', async () => {
    const arn = await home.start({ Rest: { Type: 'Wait', Seconds: 60, End: true } });
    await home.pass(30);
    home.restart();
    await home.pass(29);
    expect((await home.look(arn)).status).toBe('RUNNING');
    await home.pass(1);
    expect((await home.look(arn)).status).toBe('SUCCEEDED');
  });

  test('a token is still good, and its time-out holds', async () => {
    const states = { Await: awaitToken('park', { TimeoutSeconds: 60 }) };
    const [answered, late] = [await home.start(states), await home.start(states)];
    const taskToken = tokens.at(-2) ?? '';
    home.restart();
    await home.service.sendTaskSuccess({ taskToken, output: '"yes"' });
    expect(await home.look(answered)).toMatchObject({ status: 'SUCCEEDED', output: 'yes' });
    await home.pass(60);
    expect(await home.look(late)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('a task that was running is run again, without another entry in the history', async () => {
    let calls = 0;
    const crashing = new StatesHome({ ask: (input) => (++calls === 1 ? new Promise<Json>(() => {}) : input) });
    const stateMachineArn = await crashing.machine({ Ask: invoke('ask') });
    const { executionArn = '' } = await crashing.service.startExecution({ stateMachineArn, input: '{"n":1}' });
    while (calls === 0) await new Promise((resume) => setImmediate(resume));
    crashing.restart();
    // the first call never returns and holds the clock's activity, so settled() would wait for ever
    while ((await crashing.look(executionArn)).status === 'RUNNING')
      await new Promise((resume) => setImmediate(resume));
    const ended = await crashing.look(executionArn);
    crashing.close();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { n: 1 } });
    expect(calls).toBe(2);
    expect(ended.types.filter((type) => type === 'TaskScheduled')).toHaveLength(1);
  });

  test('a started execution is found again by the call that started it', async () => {
    const crashing = new StatesHome();
    const child = await crashing.machine({ Child: { Type: 'Wait', Seconds: 60, End: true } });
    const Resource = 'arn:aws:states:::states:startExecution.sync:2';
    const arn = await crashing.start({
      Start: { Type: 'Task', Resource, Arguments: { StateMachineArn: child }, End: true },
    });
    crashing.restart();
    expect((await crashing.finish(arn)).status).toBe('SUCCEEDED');
    const { executions = [] } = await crashing.service.listExecutions({ stateMachineArn: child });
    crashing.close();
    expect(executions).toHaveLength(1);
  });
});

/** A workflow that computes something from its input, and what it must give. */
interface Sample {
  readonly state: (name: string, next: JsonObject) => JsonObject;
  readonly states: number;
  readonly expected: (n: number) => Json;
}

const end = { End: true };
const add = fc.integer({ min: -9, max: 9 }).map(
  (by): Sample => ({
    state: (_name, next) => ({ Type: 'Pass', Output: `{% $states.input + (${by}) %}`, ...next }),
    states: 1,
    expected: (n) => n + by,
  }),
);
const wait = fc.integer({ min: 0, max: 100 }).map(
  (Seconds): Sample => ({
    state: (_name, next) => ({ Type: 'Wait', Seconds, ...next }),
    states: 1,
    expected: (n) => n,
  }),
);
const call = fc.constantFrom('steady', 'flaky').map(
  (kind): Sample => ({
    state: (_name, next) => {
      const { End: _, ...task } = invoke(kind, {
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99, BackoffRate: 1 }],
      });
      return { ...task, ...next };
    },
    states: 1,
    expected: (n) => n,
  }),
);
const sample: fc.Arbitrary<Sample> = fc.letrec<{ any: Sample }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    add,
    wait,
    call,
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map(
      (branches): Sample => ({
        state: (name, next) => ({
          Type: 'Parallel',
          Branches: branches.map((branch, index) => ({
            StartAt: `${name}.${index}`,
            States: { [`${name}.${index}`]: branch.state(`${name}.${index}`, end) },
          })),
          Output: '{% $sum($states.result) %}',
          ...next,
        }),
        states: branches.reduce((sum, branch) => sum + branch.states, 1),
        expected: (n) => branches.reduce((sum, branch) => sum + Number(branch.expected(n)), 0),
      }),
    ),
    fc.tuple(tie('any'), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 })).map(
      ([item, length, MaxConcurrency]): Sample => ({
        state: (name, next) => ({
          Type: 'Map',
          Items: `{% [1..${length}] %}`,
          ItemSelector: '{% $states.input + $states.context.Map.Item.Value %}',
          MaxConcurrency,
          ItemProcessor: { StartAt: `${name}.item`, States: { [`${name}.item`]: item.state(`${name}.item`, end) } },
          Output: '{% $sum($states.result) %}',
          ...next,
        }),
        states: item.states + 1,
        expected: (n) =>
          Array.from({ length }, (_, index) => Number(item.expected(n + index + 1))).reduce(
            (sum, value) => sum + value,
            0,
          ),
      }),
    ),
  ),
})).any;

test('any workflow gives the same with restarts in its middle as without', async () => {
  let count = 0;
  const property = fc.asyncProperty(
    fc.array(sample, { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 0, max: 50 }),
    fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
    async (steps, n, restarts) => {
      let attempt = 0;
      const shaken = new StatesHome({
        steady: (input) => input,
        flaky: (input) => {
          if (++attempt % 2 === 0) throw named('Busy');
          return input;
        },
      });
      const states = Object.fromEntries(
        steps.map(({ state }, index) => [
          `S${index}`,
          state(`S${index}`, index === steps.length - 1 ? end : { Next: `S${index + 1}` }),
        ]),
      );
      const stateMachineArn = await shaken.machine(states);
      const { executionArn = '' } = await shaken.service.startExecution({ stateMachineArn, input: `${n}` });
      for (const turns of restarts) {
        // between two turns of the event loop there is often a commit
        for (let turn = 0; turn < turns; turn++) await new Promise((resume) => setImmediate(resume));
        shaken.restart();
        const next = shaken.clock.nextTimer();
        if (next !== undefined && turns > 2) await shaken.clock.moveTo(next);
      }
      const ended = await shaken.finish(executionArn);
      shaken.close();
      count++;
      expect(ended).toMatchObject({
        status: 'SUCCEEDED',
        output: steps.reduce((value, step) => Number(step.expected(value)), n),
      });
      expect(ended.types.filter((type) => type === 'ExecutionSucceeded')).toHaveLength(1);
      expect(ended.events.map(({ id }) => id)).toEqual(ended.events.map((_, index) => index + 1));
      expect(shaken.errors).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 60 });
  expect(count).toBeGreaterThan(0);
});
