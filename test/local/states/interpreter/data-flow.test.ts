import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../local/states/json.ts';
import { invoke, PLACE, StatesHome } from '../states-home.ts';

const home = new StatesHome({ double: (input) => ({ twice: Number((input as JsonObject).n) * 2 }) });
afterAll(() => home.close());

const pass = (more: JsonObject) => ({ Type: 'Pass', End: true, ...more });

describe('what leaves a state', () => {
  const cases: [title: string, state: JsonObject, input: Json, output: Json][] = [
    ['is its input when it has no Output', pass({}), { a: 1 }, { a: 1 }],
    ['is its Output', pass({ Output: { b: '{% $states.input.a + 1 %}' } }), { a: 1 }, { b: 2 }],
    ['may be any JSON', pass({ Output: null }), {}, null],
    ['keeps a text that only looks like an expression', pass({ Output: ' {% 1 %} ' }), {}, ' {% 1 %} '],
    ['is the result of a task', invoke('double'), { n: 4 }, { twice: 8 }],
    ['is the list of outputs of a Parallel', branches('{% 1 %}', '{% 2 %}'), {}, [1, 2]],
    ['is the input of a Succeed', { Type: 'Succeed' }, [1, 2], [1, 2]],
    ['is the Output of a Succeed', { Type: 'Succeed', Output: '{% $sum($states.input) %}' }, [1, 2], 3],
  ];
  test.each(cases)('%s', async (_title, state, input, output) => {
    const ended = await home.run({ Only: state }, input);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output });
  });

  function branches(...outputs: string[]): JsonObject {
    const Branches = outputs.map((Output, index) => ({
      StartAt: `B${index}`,
      States: { [`B${index}`]: pass({ Output }) },
    }));
    return { Type: 'Parallel', Branches, End: true };
  }
});

describe('variables', () => {
  test('assigned by a state are seen by the next, not by the state itself', async () => {
    const { output } = await home.run({
      First: { Type: 'Pass', Assign: { n: 1 }, Next: 'Second' },
      Second: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: { before: '{% $n %}' }, Next: 'Third' },
      Third: pass({ Output: { before: '{% $states.input.before %}', after: '{% $n %}' } }),
    });
    expect(output).toEqual({ before: 1, after: 2 });
  });

  test('of an outer scope are read inside, and those assigned inside do not come out', async () => {
    const { output } = await home.run({
      Outer: { Type: 'Pass', Assign: { rate: 3 }, Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: {
          StartAt: 'Keep',
          States: {
            Keep: { Type: 'Pass', Assign: { own: '{% $states.input * $rate %}' }, Next: 'Give' },
            Give: pass({ Output: '{% $own %}' }),
          },
        },
        Next: 'After',
      },
      After: pass({ Output: { products: '{% $states.input %}', own: '{% $exists($own) %}' } }),
    });
    expect(output).toEqual({ products: [3, 6], own: false });
  });

  test('appear in the history of the state that assigns them', async () => {
    const { events } = await home.run({ Only: pass({ Assign: { list: [1, 2], word: 'x' } }) });
    expect(events[2]?.stateExitedEventDetails?.assignedVariables).toEqual({ list: '[1,2]', word: '"x"' });
  });
});

describe('the context object', () => {
  test('tells of the execution, the machine and the state', async () => {
    const { arn, output } = await home.run({ Look: pass({ Output: '{% $states.context %}' }) }, { a: 1 });
    const { stateMachineArn = '' } = await home.service.describeExecution({ executionArn: arn });
    expect(output).toEqual({
      Execution: {
        Id: arn,
        Input: { a: 1 },
        Name: arn.split(':').at(-1),
        RedriveCount: 0,
        RoleArn: 'arn:aws:iam::000000000000:role/workflows',
        StartTime: '2027-01-04T09:00:00.000Z',
      },
      State: { Name: 'Look', EnteredTime: '2027-01-04T09:00:00.000Z' },
      StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) },
    });
    expect(stateMachineArn).toContain(`:states:${PLACE.region}:${PLACE.account}:stateMachine:`);
  });

  test('tells an iteration of its item', async () => {
    const { output } = await home.run({
      Each: {
        Type: 'Map',
        Items: ['a', 'b'],
        ItemSelector: { value: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: {
          StartAt: 'Show',
          States: { Show: pass({ Output: '{% $states.context.Map.Item.Index & $states.input.value %}' }) },
        },
        End: true,
      },
    });
    expect(output).toEqual(['0a', '1b']);
  });

  test('counts the retries of a task', async () => {
    let failures = 2;
    const flaky = new StatesHome({
      flaky: (input) => {
        if (failures-- > 0) throw new Error('not yet');
        return input;
      },
    });
    const { output } = await flaky.run({
      Try: invoke('flaky', {
        Arguments: { FunctionName: 'flaky', Payload: { count: '{% $states.context.State.RetryCount %}' } },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
      }),
    });
    flaky.close();
    expect(output).toEqual({ count: 2 });
  });
});

describe('an expression that fails', () => {
  const cases: [title: string, state: JsonObject, location: string, cause: string][] = [
    ['gives nothing', pass({ Output: { a: '{% $states.input.no %}' } }), 'Output/a', 'returned nothing (undefined).'],
    ['throws', pass({ Assign: { a: "{% 1 + 'x' %}" } }), 'Assign/a', 'threw an error during evaluation. T2002: '],
    ['gives a function', pass({ Output: '{% function($x){$x} %}' }), 'Output', 'returned an unsupported result type.'],
    [
      'gives the wrong type',
      { Type: 'Wait', Seconds: "{% 'long' %}", End: true },
      'Seconds',
      "returned an unexpected result type. Expected 'number', but was 'string' for value: \"long\"",
    ],
  ];
  test.each(cases)('%s', async (_title, state, location, cause) => {
    const ended = await home.run({ Only: state });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(ended.cause).toContain("An error occurred while executing the state 'Only' (entered at the event id #2). ");
    expect(ended.cause).toContain(cause);
    const failed = ended.events.find(({ type }) => type === 'EvaluationFailed');
    expect(failed?.evaluationFailedEventDetails).toMatchObject({ location, state: 'Only' });
  });
});

test('what leaves a state may not exceed 256 KiB', async () => {
  const ended = await home.run({ Big: pass({ Output: "{% $join([1..262145].('x')) %}" }) });
  expect(ended).toMatchObject({
    status: 'FAILED',
    error: 'States.DataLimitExceeded',
    cause: "The state/task 'Big' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
});
