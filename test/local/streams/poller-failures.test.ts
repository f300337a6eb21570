import { expect, test } from 'vitest';
import { broken, fine, HOUR, SECOND, START, useStreamHomes } from './stream-home.ts';

const makeHome = useStreamHomes();

test('a batch that fails is retried whole and in order, after pauses by the clock', async () => {
  const home = await makeHome().start();
  home.answer = (records, n) => (n <= 2 ? broken(records, n) : fine(records, n));
  await home.put('a');
  await home.settled();
  await home.put('b');
  await home.settled();
  expect(home.keys()).toEqual([['a']]);
  await home.passed(HOUR);
  expect(home.keys()).toEqual([['a'], ['a'], ['a'], ['b']]);
  expect(home.errors[0]).toBe(
    `DeliveryError: follow failed on 1 record of mapping "${home.name}-mapping": Error: broken`,
  );
});

test('records whose retries are exhausted go to the dead letters, and the rest goes on', async () => {
  const destination = 'arn:aws:sqs:eu-west-2:000000000000:dead-letters';
  const home = await makeHome().start({
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: destination } },
  });
  home.answer = broken;
  await home.put('bad');
  await home.passed(HOUR);
  home.answer = fine;
  await home.put('good');
  await home.settled();
  expect(home.keys()).toEqual([['bad'], ['bad'], ['bad'], ['good']]);
  const [letter, ...others] = home.poller.deadLetters().filter(({ mapping }) => mapping === `${home.name}-mapping`);
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    destination,
    message: {
      requestContext: {
        functionArn: 'arn:aws:lambda:eu-west-2:000000000000:function:follow',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      DDBStreamBatchInfo: {
        shardId: expect.stringContaining('shardId-'),
        startSequenceNumber: '1',
        endSequenceNumber: '1',
        approximateArrivalOfFirstRecord: new Date(START).toISOString(),
        batchSize: 1,
        streamArn: home.table.stream?.arn,
      },
    },
    records: [{ eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'bad' } } } }],
  });
});

test('bisecting finds the one bad record, and splitting is no retry', async () => {
  const home = makeHome();
  await home.start({ Enabled: false });
  for (const key of ['a', 'b', 'bad', 'c', 'd']) await home.put(key);
  await home.poller.stop();
  home.answer = (records, n) =>
    (records.some(({ dynamodb }) => dynamodb.Keys.pk?.S === 'bad') ? broken : fine)(records, n);
  await home.start({ MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true });
  await home.passed(HOUR);
  expect(home.keys()).toEqual([
    ['a', 'b', 'bad', 'c', 'd'],
    ['a', 'b', 'bad'],
    ['a', 'b'],
    ['bad'],
    ['bad'],
    ['c', 'd'],
  ]);
  expect(
    home.poller
      .deadLetters()
      .at(-1)
      ?.records.map(({ dynamodb }) => dynamodb.Keys.pk?.S),
  ).toEqual(['bad']);
});

test('after a partial failure only the records from the lowest one that failed are retried', async () => {
  const home = makeHome();
  await home.start({ Enabled: false });
  for (const key of ['a', 'b', 'c', 'd']) await home.put(key);
  await home.poller.stop();
  home.answer = (records, n) => {
    const failed = n === 1 ? [records[3], records[1]] : [];
    const batchItemFailures = failed.map((record) => ({ itemIdentifier: record?.dynamodb.SequenceNumber }));
    return { ok: true, payload: JSON.stringify({ batchItemFailures }) };
  };
  await home.start({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await home.passed(SECOND);
  expect(home.keys()).toEqual([
    ['a', 'b', 'c', 'd'],
    ['b', 'c', 'd'],
  ]);
});

test('records that are too old are given up without being sent', async () => {
  const home = await makeHome().start({ MaximumRecordAgeInSeconds: 60 });
  home.answer = broken;
  await home.put('a');
  await home.passed(HOUR);
  const [letter] = home.poller.deadLetters().filter(({ mapping }) => mapping === `${home.name}-mapping`);
  expect(letter?.message.requestContext.condition).toBe('RecordAgeExceeded');
  // pauses of 0.1, 0.2, 0.4 … 51.2 s: the tenth attempt is after 51.1 s, the next would be after 102.3 s
  expect(home.batches.length).toBe(10);
});

test('what fails for a whole day is given up even where retries are endless', async () => {
  const home = await makeHome().start();
  home.answer = broken;
  await home.put('a');
  await home.passed(23 * HOUR);
  expect(home.poller.deadLetters().filter(({ mapping }) => mapping === `${home.name}-mapping`)).toEqual([]);
  await home.passed(2 * HOUR);
  expect(home.poller.deadLetters().filter(({ mapping }) => mapping === `${home.name}-mapping`)).toHaveLength(1);
});

test('a lane that waits to retry does not hold up the others', async () => {
  const home = await makeHome().start({ ParallelizationFactor: 10 });
  home.answer = (records, n) =>
    (records.some(({ dynamodb }) => dynamodb.Keys.pk?.S === 'bad') ? broken : fine)(records, n);
  await home.put('bad');
  await home.settled();
  for (let n = 0; n < 20; n++) await home.put(`good-${n}`);
  await home.settled();
  expect(home.keys().flat().length).toBeGreaterThan(10);
});
