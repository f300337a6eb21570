import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../local/states/json.ts';
import { awaitToken, type Ended, invoke, named, StatesHome } from '../states-home.ts';

let running = 0;
let most = 0;
const tokens: string[] = [];
const home = new StatesHome({
  echo: (input) => input,
  refuse: () => {
    throw named('Refused');
  },
  count: async (input) => {
    most = Math.max(most, ++running);
    await new Promise((resume) => setTimeout(resume, 5));
    running--;
    return input;
  },
  park: (input) => void tokens.push(String((input as JsonObject).token)),
});
afterAll(() => home.close());

const end = { Type: 'Pass', End: true };
const parallel = (states: JsonObject[], more: JsonObject = {}): JsonObject => ({
  Type: 'Parallel',
  Branches: states.map((state, index) => ({ StartAt: `Branch${index}`, States: { [`Branch${index}`]: state } })),
  End: true,
  ...more,
});
const map = (state: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: 'Map',
  ItemProcessor: { StartAt: 'Item', States: { Item: state } },
  End: true,
  ...more,
});

/** The events after the state was entered, as `id<previous type`. */
function chain({ events }: Ended): string[] {
  return events.slice(2).map(({ id, previousEventId, type }: HistoryEvent) => `${id}<${previousEventId} ${type}`);
}

describe('a Parallel', () => {
  test('hands its Arguments to every branch and collects their outputs in order', async () => {
    const slow = { Type: 'Wait', Seconds: 10, End: true };
    const { output } = await home.run(
      { Both: parallel([slow, end], { Arguments: { n: '{% $states.input.n %}' }, Output: '{% $states.result.n %}' }) },
      { n: 7, secret: true },
    );
    expect(output).toEqual([7, 7]);
  });

  test('fails with its first branch that fails, and stops the others', async () => {
    const waiting = { Type: 'Wait', Seconds: 10, End: true };
    const ended = await home.run({ Both: parallel([waiting, { Type: 'Fail', Error: 'No' }]) });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'No' });
    expect(chain(ended)).toEqual([
      '3<2 ParallelStateStarted',
      '4<3 WaitStateEntered',
      '5<3 FailStateEntered',
      '6<5 WaitStateAborted',
      '7<5 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ]);
  });

  test('takes no answer for a branch that was stopped', async () => {
    const slowly = { Type: 'Wait', Seconds: 10, Next: 'Fail' };
    const branch = { StartAt: 'Slowly', States: { Slowly: slowly, Fail: { Type: 'Fail', Error: 'No' } } };
    const both = { Type: 'Parallel', Branches: [branch, { StartAt: 'Await', States: { Await: awaitToken('park') } }] };
    const arn = await home.start({
      Both: { ...both, Catch: [{ ErrorEquals: ['No'], Next: 'After' }], End: true },
      After: end,
    });
    const taskToken = tokens.at(-1) ?? '';
    expect((await home.finish(arn)).status).toBe('SUCCEEDED');
    await expect(home.service.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
  });

  test('that is retried starts again without being entered again', async () => {
    const retrying = parallel([{ Type: 'Fail', Error: 'No' }], { Retry: [{ ErrorEquals: ['No'], MaxAttempts: 1 }] });
    expect(chain(await home.run({ Both: retrying }))).toEqual([
      '3<2 ParallelStateStarted',
      '4<3 FailStateEntered',
      '5<4 ParallelStateStarted',
      '6<5 FailStateEntered',
      '7<6 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ]);
  });

  test('may hold another', async () => {
    const inner = parallel([{ Type: 'Pass', Output: 1, End: true }]);
    const outer = parallel([inner, { Type: 'Pass', Output: 2, End: true }]);
    (outer.Branches as JsonObject[])[1] = {
      StartAt: 'Other',
      States: { Other: { Type: 'Pass', Output: 2, End: true } },
    };
    (outer.Branches as JsonObject[])[0] = { StartAt: 'Inner', States: { Inner: inner } };
    expect((await home.run({ Outer: outer })).output).toEqual([[1], 2]);
  });
});

describe('a Map', () => {
  const lists: [title: string, more: JsonObject, input: Json, output: Json][] = [
    ['over its input', {}, [1, 2], [1, 2]],
    ['over Items', { Items: '{% $states.input.list %}' }, { list: ['a'] }, ['a']],
    ['over nothing', { Items: [] }, {}, []],
    [
      'with an ItemSelector',
      { Items: [5, 6], ItemSelector: { i: '{% $states.context.Map.Item.Index %}', by: '{% $states.input.by %}' } },
      { by: 'me' },
      [
        { i: 0, by: 'me' },
        { i: 1, by: 'me' },
      ],
    ],
    ['of which a part leaves', { Items: [1, 2, 3], Output: '{% $sum($states.result) %}' }, {}, 6],
  ];
  test.each(lists)('%s', async (_title, more, input, output) => {
    expect(await home.run({ Each: map(end, more) }, input)).toMatchObject({ status: 'SUCCEEDED', output });
  });

  test.each([{ a: 1 }, 'text', 1, null])('refuses to go over %j', async (input) => {
    const ended = await home.run({ Each: map(end) }, input);
    expect(ended.cause).toContain(`Map state input must be an array but was: ${JSON.stringify(input)}`);
    expect(ended.types.slice(2)).toEqual(['EvaluationFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  test.each([
    [1, 1],
    [3, 3],
    [0, 40],
  ])('with MaxConcurrency %d has at most %d iterations at once', async (MaxConcurrency, expected) => {
    most = 0;
    const Items = Array.from({ length: 45 }, (_, index) => index);
    const { output } = await home.run({ Each: map(invoke('count'), { Items, MaxConcurrency }) });
    expect(output).toEqual(Items);
    expect(most).toBe(expected);
  });

  test('lets the next iteration follow the last state of the one before', async () => {
    const ended = await home.run({ Each: map(end, { Items: [1, 2], MaxConcurrency: 1 }) });
    expect(chain(ended)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
  });

  test('fails with the iteration that fails first, and stops those that run', async () => {
    const ended = await home.run({ Each: map(awaitToken('park', { TimeoutSeconds: 5 }), { Items: [1, 2] }) });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const failed = ended.events.findIndex(({ type }) => type === 'MapIterationFailed');
    expect(ended.types.slice(failed)).toEqual([
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('whose ItemSelector fails for a later item fails as a whole', async () => {
    const ItemSelector = '{% $states.context.Map.Item.Value = 2 ? $states.input.no : 1 %}';
    const ended = await home.run({ Each: map(end, { Items: [1, 2], MaxConcurrency: 1, ItemSelector }) });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(ended.cause).toContain("executing the state 'Each'");
  });

  test('handles every item of a long list', async () => {
    const Items = '{% [1..500] %}';
    const { output } = await home.run({
      Each: map({ Type: 'Pass', Output: '{% $states.input * 2 %}', End: true }, { Items }),
    });
    expect(output).toEqual(Array.from({ length: 500 }, (_, index) => (index + 1) * 2));
  });
});
