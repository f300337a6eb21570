import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../local/states/json.ts';
import { StatesHome } from '../states-home.ts';

const home = new StatesHome();
afterAll(() => home.close());

const end = { Type: 'Pass', End: true };

describe('a Choice', () => {
  const states: JsonObject = {
    Which: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Output: 'large', Assign: { by: 'rule 1' }, Next: 'Show' },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Show' },
      ],
      Default: 'Show',
      Output: 'small',
      Assign: { by: 'default' },
    },
    Show: { Type: 'Pass', Output: "{% [$states.input, $exists($by) ? $by : 'nobody'] %}", End: true },
  };
  const cases: [n: number, output: Json][] = [
    [11, ['large', 'rule 1']],
    [6, [{ n: 6 }, 'nobody']],
    [1, ['small', 'default']],
  ];
  test.each(cases)('with %d takes the first rule that holds, with its Output and Assign', async (n, output) => {
    expect((await home.run(states, { n })).output).toEqual(output);
  });

  test('without a Default fails when no rule holds', async () => {
    const ended = await home.run({ Which: { Type: 'Choice', Choices: [{ Condition: false, Next: 'End' }] }, End: end });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('takes nothing but true and false for a condition', async () => {
    const ended = await home.run({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }] },
      End: end,
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('a Wait', () => {
  const instant = (offset: number) => new Date(home.clock.now() + offset).toISOString();

  test.each([
    ['Seconds', () => 90, 90],
    ['Seconds', () => '{% $states.input.seconds %}', 30],
    ['Timestamp', () => instant(60_000), 60],
    ['Timestamp', () => instant(-60_000), 0],
  ])('by %s lasts as long as it says', async (field, value, seconds) => {
    const before = home.clock.now();
    const arn = await home.start({ Rest: { Type: 'Wait', [field]: value(), End: true } }, { seconds: 30 });
    expect((await home.look(arn)).status).toBe(seconds === 0 ? 'SUCCEEDED' : 'RUNNING');
    expect((await home.finish(arn)).status).toBe('SUCCEEDED');
    expect(home.clock.now() - before).toBe(seconds * 1000);
  });

  test.each(['2027-01-04 10:00:00Z', '2027-01-04T10:00:00', '2027-13-04T10:00:00Z', 'tomorrow'])(
    'refuses the timestamp %s',
    async (Timestamp) => {
      const ended = await home.run({ Rest: { Type: 'Wait', Timestamp, End: true } });
      expect(ended.cause).toContain(
        `cannot be parsed as an ISO-8601 extended offset date-time format string: ${Timestamp}`,
      );
      // unlike elsewhere, the failure follows the entry itself
      expect(ended.events[2]).toMatchObject({ type: 'EvaluationFailed', previousEventId: 2 });
    },
  );

  test('of a negative number of seconds fails', async () => {
    const ended = await home.run({ Rest: { Type: 'Wait', Seconds: '{% -1 %}', End: true } });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('a Fail', () => {
  test('ends the execution with what it says', async () => {
    const ended = await home.run(
      { No: { Type: 'Fail', Error: '{% $states.input.why %}', Cause: 'because' } },
      { why: 'Broken' },
    );
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'because' });
    expect(ended.types).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
  });

  test('need say nothing', async () => {
    const ended = await home.run({ No: { Type: 'Fail' } });
    expect(ended.events[2]?.executionFailedEventDetails).toEqual({});
  });
});

test('an execution that runs longer than its machine allows is timed out', async () => {
  const arn = await home.start({ Rest: { Type: 'Wait', Seconds: 60, End: true } }, {}, { TimeoutSeconds: 5 });
  await home.pass(4);
  expect((await home.look(arn)).status).toBe('RUNNING');
  await home.pass(1);
  const ended = await home.look(arn);
  expect(ended).toMatchObject({ status: 'TIMED_OUT', error: undefined });
  expect(ended.types).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut']);
});

test('a loop ends when the history is full', async () => {
  const ended = await home.run({ Again: { Type: 'Pass', Next: 'Again' } });
  expect(ended).toMatchObject({
    status: 'FAILED',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  const { events = [] } = await home.service.getExecutionHistory({
    executionArn: ended.arn,
    reverseOrder: true,
    maxResults: 1,
  });
  expect(events[0]).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
});
