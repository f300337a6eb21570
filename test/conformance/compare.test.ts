import { expect, test } from 'vitest';
import type { RecordedCase } from './case.ts';
import { compare, differencesAt, type Run } from './compare.ts';
import { PLACE } from './home.ts';
import type { JsonObject } from './json.ts';

const TIME = '2026-03-01T09:00:00.000Z';

function event(id: number, type: string, details: JsonObject = {}, previousEventId = id - 1): JsonObject {
  return { id, previousEventId, type, timestamp: TIME, ...details };
}

function recorded(given: { events: JsonObject[] } & Partial<RecordedCase>): RecordedCase {
  const { events, ...rest } = given;
  const recordedEvents = events.map((one) => ({ ...one, type: String(one.type), timestamp: 'timestamp' }));
  return {
    id: 'a case',
    definition: {},
    input: {},
    input_omitted_in_call: false,
    lambda_behaviour: {},
    expected: { status: 'SUCCEEDED', output: 1, error: null, events: recordedEvents },
    normalise: [],
    jsonpath_mode_fields: [],
    recording_gaps: [],
    ...rest,
  };
}

function run(events: JsonObject[], output = '1'): Run {
  return { execution: { status: 'SUCCEEDED', output }, events };
}

const texts = (differences: { text: string }[]) => differences.map(({ text }) => text);

function exited(output: string): JsonObject[] {
  return [
    event(1, 'ExecutionStarted', {}, 0),
    event(2, 'PassStateExited', { stateExitedEventDetails: { name: 'Range', output } }),
  ];
}

test('a number is not the array that holds it', () => {
  const comparison = compare(recorded({ events: exited('1') }), run(exited('[1]'), '[1]'), PLACE);
  expect(texts(differencesAt(3, comparison))).toEqual([
    'output: expected 1, got [1]',
    '#2 PassStateExited.stateExitedEventDetails.output: expected 1, got [1]',
  ]);
});

test('spaces in JSON texts do not matter', () => {
  const comparison = compare(recorded({ events: exited('[1, 2]') }), run(exited('[1,2]')), PLACE);
  expect(differencesAt(3, comparison)).toEqual([]);
});

test('a wrong number of the previous event counts as an id', () => {
  const got = [event(1, 'ExecutionStarted', {}, 0), event(2, 'EvaluationFailed', {}, 1)];
  const expected = [event(1, 'ExecutionStarted', {}, 0), event(2, 'EvaluationFailed', {}, 0)];
  const comparison = compare(recorded({ events: expected }), run(got), PLACE);
  expect(differencesAt(2, comparison)).toEqual([]);
  expect(comparison.details).toEqual([{ kind: 'id', text: '#2 EvaluationFailed.previousEventId: expected 0, got 1' }]);
});

test('the request id and stack of a function error do not matter, its message does', () => {
  const failed = (cause: JsonObject) => [
    event(1, 'TaskFailed', { taskFailedEventDetails: { cause: JSON.stringify(cause) } }, 0),
  ];
  const expected = { errorType: 'Exception', errorMessage: 'No.', requestId: '<uuid:1>', stackTrace: ['line 2'] };
  const same = compare(
    recorded({ events: failed(expected) }),
    run(failed({ errorMessage: 'No.', errorType: 'Exception', trace: ['at handler'] })),
    PLACE,
  );
  const other = compare(
    recorded({ events: failed(expected) }),
    run(failed({ ...expected, errorMessage: 'Yes.' })),
    PLACE,
  );
  expect(same.details).toEqual([]);
  expect(other.details).toEqual([
    { kind: 'cause', text: '#1 TaskFailed.taskFailedEventDetails.cause.errorMessage: expected "No.", got "Yes."' },
  ]);
});

test('the same placeholder stands for the same value throughout a history', () => {
  const passing = (first: string, second: string) => [
    event(1, 'A', { details: { uuid: first } }, 0),
    event(2, 'B', { details: { uuid: second } }),
  ];
  const recording = recorded({ events: passing('<uuid:1>', '<uuid:1>') });
  expect(compare(recording, run(passing('x', 'x')), PLACE).details).toEqual([]);
  expect(texts(compare(recording, run(passing('x', 'y')), PLACE).details)).toEqual([
    '#2 B.details.uuid: expected "<uuid:1>", got "y"',
  ]);
});

test('names, region and partition are replaced as the recorder did', () => {
  const scheduled = (resource: string) => [event(1, 'LambdaFunctionScheduled', { details: { resource } }, 0)];
  const recording = recorded({
    events: scheduled('arn:<partition>:lambda:<region>:111111111111:function:<function-name>'),
    normalise: [{ kind: 'regex', pattern: 'fn-[0-9]+', replacement: '<function-name>' }],
  });
  const got = run(scheduled('arn:aws:lambda:us-east-1:111111111111:function:fn-7'));
  expect(compare(recording, got, PLACE).details).toEqual([]);
});

const ENTERED = { stateEnteredEventDetails: { name: 'Call' } };

function parallelRecording(): RecordedCase {
  const inside = (type: string, details: JsonObject = {}) => ({
    ...event(0, type, details),
    id: [0],
    previousEventId: 0,
  });
  return recorded({
    events: [
      event(1, 'ParallelStateStarted', {}, 0),
      inside('TaskFailed'),
      inside('TaskStateAborted'),
      inside('TaskStateEntered', ENTERED),
      event(6, 'ParallelStateExited'),
    ],
    normalise: [{ kind: 'parallel-sort' }],
    recording_gaps: [{ missing_ids: [5], before: 'ParallelStateExited' }],
  });
}

test('inside a Parallel state the order does not matter, and its lost end is not missed', () => {
  const got = run([
    event(1, 'ParallelStateStarted', {}, 0),
    event(2, 'TaskStateEntered', ENTERED),
    event(3, 'TaskFailed'),
    event(4, 'TaskStateAborted'),
    event(5, 'ParallelStateFailed'),
    event(6, 'ParallelStateExited'),
  ]);
  expect(differencesAt(3, compare(parallelRecording(), got, PLACE))).toEqual([]);
});

test('an event missing inside a Parallel state shows in the sequence', () => {
  const got = run([
    event(1, 'ParallelStateStarted', {}, 0),
    event(2, 'TaskStateEntered', ENTERED),
    event(3, 'TaskFailed'),
    event(4, 'ParallelStateFailed'),
    event(5, 'ParallelStateExited'),
  ]);
  const { sequence, result } = compare(parallelRecording(), got, PLACE);
  expect(result).toEqual([]);
  expect(texts(sequence)).toEqual([
    'event sequence differs:\n' +
      '  expected ParallelStateStarted TaskFailed TaskStateAborted TaskStateEntered(Call) ParallelStateExited\n' +
      '  got      ParallelStateStarted TaskFailed TaskStateEntered(Call) ParallelStateExited',
  ]);
});

test('events that go back in time are a difference', () => {
  const events = exited('1');
  const got = run([events[0] as JsonObject, { ...events[1], timestamp: '2026-02-01T00:00:00.000Z' }]);
  expect(texts(compare(recorded({ events }), got, PLACE).details)).toEqual([
    `#2 PassStateExited.timestamp: 2026-02-01T00:00:00.000Z after ${TIME}`,
  ]);
});
