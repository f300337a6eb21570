import { afterAll, describe, expect, test } from 'vitest';
import { type Failure, takes } from '../../../../local/states/interpreter/failure.ts';
import { pauseMs } from '../../../../local/states/interpreter/recovery.ts';
import type { JsonObject } from '../../../../local/states/json.ts';
import { invoke, named, StatesHome } from '../states-home.ts';

let failuresLeft = 0;
const callTimes: number[] = [];
const home = new StatesHome({
  flaky: (input) => {
    callTimes.push(home.clock.now());
    if (failuresLeft-- > 0) throw named('Busy');
    return input;
  },
  echo: (input) => input,
  refuse: () => {
    throw named('Refused');
  },
});
afterAll(() => home.close());

/** Seconds between the calls of a function that fails so often. */
async function pauses(
  failures: number,
  ...retriers: JsonObject[]
): Promise<{ status: string | undefined; pauses: number[] }> {
  failuresLeft = failures;
  callTimes.length = 0;
  const { status } = await home.run({ Try: invoke('flaky', { Retry: retriers }) });
  return { status, pauses: callTimes.slice(1).map((time, index) => (time - (callTimes[index] ?? 0)) / 1000) };
}

describe('a Retry', () => {
  const busy = { ErrorEquals: ['Busy'] };
  const cases: [title: string, failures: number, retriers: JsonObject[], status: string, pauses: number[]][] = [
    ['tries three times more, each pause twice as long', 4, [busy], 'FAILED', [1, 2, 4]],
    ['stops as soon as it succeeds', 1, [busy], 'SUCCEEDED', [1]],
    [
      'starts with IntervalSeconds and grows by BackoffRate',
      3,
      [{ ...busy, IntervalSeconds: 2, BackoffRate: 3 }],
      'SUCCEEDED',
      [2, 6, 18],
    ],
    [
      'pauses no longer than MaxDelaySeconds',
      3,
      [{ ...busy, IntervalSeconds: 5, MaxDelaySeconds: 7 }],
      'SUCCEEDED',
      [5, 7, 7],
    ],
    ['tries MaxAttempts times more', 9, [{ ...busy, MaxAttempts: 5, BackoffRate: 1 }], 'FAILED', [1, 1, 1, 1, 1]],
    ['may be told not to', 1, [{ ...busy, MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }], 'FAILED', []],
    ['leaves other errors alone', 1, [{ ErrorEquals: ['Slow'] }], 'FAILED', []],
    [
      'uses the first that takes the error',
      1,
      [{ ErrorEquals: ['Slow'] }, { ...busy, IntervalSeconds: 9 }],
      'SUCCEEDED',
      [9],
    ],
  ];
  test.each(cases)('%s', async (_title, failures, retriers, status, expected) => {
    expect(await pauses(failures, ...retriers)).toEqual({ status, pauses: expected });
  });

  test('with jitter pauses for any time up to the full one', () => {
    const retrier = { ErrorEquals: [], IntervalSeconds: 8, JitterStrategy: 'FULL' } as const;
    const times = Array.from({ length: 200 }, () => pauseMs(retrier, 0));
    expect(Math.max(...times)).toBeLessThanOrEqual(8000);
    expect(new Set(times).size).toBeGreaterThan(50);
  });

  test('repeats the events of the call inside one state', async () => {
    failuresLeft = 1;
    const { types } = await home.run({ Try: invoke('flaky', { Retry: [busy] }) });
    expect(types.slice(1, -1)).toEqual([
      'TaskStateEntered',
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
      ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
      'TaskStateExited',
    ]);
  });
});

describe('a Catch', () => {
  const show = {
    Type: 'Pass',
    Output: { got: '{% $states.input %}', why: "{% $exists($why) ? $why : 'none' %}" },
    End: true,
  };

  test('gives the error to the state that it leads to', async () => {
    const Catch = [{ ErrorEquals: ['Refused'], Next: 'Show' }];
    const { output } = await home.run({ Try: invoke('refuse', { Catch }), Show: show });
    const Cause = '{"errorType":"Refused","errorMessage":"Refused happened"}';
    expect(output).toEqual({ got: { Error: 'Refused', Cause }, why: 'none' });
  });

  test('has an Output and Assign of its own', async () => {
    const Output = { input: '{% $states.input.n %}', error: '{% $states.errorOutput.Error %}' };
    const Catch = [
      { ErrorEquals: ['States.ALL'], Output, Assign: { why: '{% $states.errorOutput.Error %}' }, Next: 'Show' },
    ];
    const { output } = await home.run(
      { Try: invoke('refuse', { Catch, Assign: { why: 'not me' } }), Show: show },
      { n: 3 },
    );
    expect(output).toEqual({ got: { input: 3, error: 'Refused' }, why: 'Refused' });
  });

  test('takes a failed expression of its state', async () => {
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'Show' }];
    const { output, types } = await home.run({ Try: invoke('echo', { Output: '{% $no %}', Catch }), Show: show });
    expect(output).toMatchObject({ got: 'caught' });
    expect(types).toContain('EvaluationFailed');
  });

  test('whose own expression fails ends the execution', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $no %}', Next: 'Show' }];
    const ended = await home.run({ Try: invoke('refuse', { Catch }), Show: show });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  test('of a Map takes the failure of an iteration', async () => {
    const ItemProcessor = { StartAt: 'Try', States: { Try: invoke('refuse') } };
    const Catch = [{ ErrorEquals: ['Refused'], Output: 'caught', Next: 'Show' }];
    const { output, types } = await home.run({
      Each: { Type: 'Map', Items: [1], ItemProcessor, Catch, End: true },
      Show: show,
    });
    expect(output).toMatchObject({ got: 'caught' });
    expect(types).toContain('MapStateExited');
  });
});

describe('error names', () => {
  const cases: [names: string[], failure: Failure, taken: boolean][] = [
    [['A'], { error: 'A' }, true],
    [['A', 'B'], { error: 'B' }, true],
    [['A'], { error: 'B' }, false],
    [['A'], {}, false],
    [['States.ALL'], { error: 'A' }, true],
    [['States.ALL'], {}, true],
    [['States.ALL'], { error: 'States.Timeout' }, true],
    [['States.ALL'], { error: 'States.Runtime' }, false],
    [['States.Runtime'], { error: 'States.Runtime' }, false],
    [['States.TaskFailed'], { error: 'A' }, true],
    [['States.TaskFailed'], { error: 'States.Timeout' }, false],
    [['States.HeartbeatTimeout'], { error: 'States.Timeout', alias: 'States.HeartbeatTimeout' }, true],
    [['States.HeartbeatTimeout'], { error: 'States.Timeout' }, false],
  ];
  test.each(cases)('%j take %j: %s', (names, failure, taken) => {
    expect(takes(names, failure)).toBe(taken);
  });
});
