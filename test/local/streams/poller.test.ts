import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningEngine, runEngine } from '../dynamodb/running-engine.ts';
import { broken, fine, HOUR, SECOND, START, StreamHome } from './stream-home.ts';

let running: RunningEngine;
const homes: StreamHome[] = [];

beforeAll(async () => {
  running = await runEngine();
});
afterEach(async () => {
  for (const home of homes.splice(0)) await home.poller.stop();
});
afterAll(() => running.end());

function makeHome(...options: ConstructorParameters<typeof StreamHome> extends [unknown, ...infer R] ? R : never) {
  const home = new StreamHome(running, ...options);
  homes.push(home);
  return home;
}

test('a write reaches the function as Lambda would send it, at the home’s instant', async () => {
  const home = await makeHome().start();
  await home.put('a', { photo: { B: new Uint8Array([1, 2, 3]) } });
  await home.settled();
  expect(home.batches).toEqual([
    [
      {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'eu-west-2',
        dynamodb: {
          ApproximateCreationDateTime: START / 1000,
          Keys: { pk: { S: 'a' }, sk: { S: '-' } },
          NewImage: { pk: { S: 'a' }, sk: { S: '-' }, photo: { B: 'AQID' } },
          SequenceNumber: '1',
          SizeBytes: expect.any(Number),
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
        eventSourceARN: home.table.stream?.arn,
      },
    ],
  ]);
});

test('changes and removals carry the old image', async () => {
  const home = await makeHome().start();
  await home.put('a', { n: { N: '1' } });
  await home.put('a', { n: { N: '2' } });
  await home.delete('a');
  await home.settled();
  const records = home.batches
    .flat()
    .map(({ eventName, dynamodb }) => [eventName, dynamodb.OldImage?.n?.N, dynamodb.NewImage?.n?.N]);
  expect(records).toEqual([
    ['INSERT', undefined, '1'],
    ['MODIFY', '1', '2'],
    ['REMOVE', '2', undefined],
  ]);
});

test('the function sees no more of an item than the template’s view', async () => {
  const home = await makeHome({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }).start();
  await home.put('a');
  await home.settled();
  expect(Object.keys(home.batches[0]?.[0]?.dynamodb ?? {})).toEqual([
    'ApproximateCreationDateTime',
    'Keys',
    'SequenceNumber',
    'SizeBytes',
    'StreamViewType',
  ]);
});

test('a write is noticed by itself in real time', async () => {
  const home = makeHome({}, 'real');
  const noticed = new Promise<void>((resolve) => {
    home.answer = (records, n) => {
      resolve();
      return fine(records, n);
    };
  });
  await home.start();
  await home.put('a');
  await noticed;
  expect(home.keys()).toEqual([['a']]);
});

test('only what a filter lets in is sent, in batches of the given size', async () => {
  const Pattern = JSON.stringify({ dynamodb: { NewImage: { kind: { S: ['wanted'] } } } });
  const home = makeHome();
  for (let n = 0; n < 12; n++)
    await (n === 0 ? home.start({ Enabled: false }) : home.put(`${n}`, { kind: { S: n % 2 ? 'wanted' : 'other' } }));
  await home.poller.stop();
  await home.start({ BatchSize: 4, FilterCriteria: { Filters: [{ Pattern }] } });
  await home.settled();
  expect(home.keys()).toEqual([
    ['1', '3', '5', '7'],
    ['9', '11'],
  ]);
});

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

test('a batching window gathers records until it is over or the batch is full', async () => {
  const home = await makeHome().start({ MaximumBatchingWindowInSeconds: 10, BatchSize: 3 });
  await home.put('a');
  await home.settled();
  await home.passed(5 * SECOND);
  await home.put('b');
  await home.passed(4 * SECOND);
  expect(home.keys()).toEqual([]);
  await home.passed(2 * SECOND);
  expect(home.keys()).toEqual([['a', 'b']]);
  for (const key of ['c', 'd', 'e']) await home.put(key);
  await home.settled();
  expect(home.keys().slice(1)).toEqual([['c', 'd', 'e']]);
});

test('lanes run at once, and the records of one partition key stay in order', async () => {
  const home = makeHome();
  await home.start({ Enabled: false });
  for (let n = 0; n < 40; n++) await home.put(`key-${n % 8}`, {}, String(n).padStart(2, '0'));
  await home.poller.stop();
  let atOnce = 0;
  let most = 0;
  home.answer = async (records, n) => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 5));
    atOnce--;
    return fine(records, n);
  };
  await home.start({ ParallelizationFactor: 4, BatchSize: 2 });
  await home.settled();
  const byKey = Map.groupBy(home.batches.flat(), ({ dynamodb }) => dynamodb.Keys.pk?.S);
  for (const records of byKey.values()) {
    const order = records.map(({ dynamodb }) => dynamodb.Keys.sk?.S as string);
    expect(order).toEqual(order.toSorted());
  }
  expect(home.batches.flat()).toHaveLength(40);
  expect(most).toBeGreaterThan(1);
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

test('a restart goes on behind what was done, and repeats what was not', async () => {
  const home = await makeHome().start({ BatchSize: 1 });
  home.answer = (records, n) => (n === 3 ? broken : fine)(records, n);
  for (const key of ['a', 'b', 'c', 'd']) await home.put(key);
  await home.settled();
  await home.poller.stop();
  await home.start({ BatchSize: 1 });
  await home.settled();
  expect(home.keys()).toEqual([['a'], ['b'], ['c'], ['c'], ['d']]);
});

test('another number of lanes loses nothing', async () => {
  const home = await makeHome().start({ ParallelizationFactor: 2, BatchSize: 1 });
  home.answer = broken;
  for (let n = 0; n < 10; n++) await home.put(`key-${n}`);
  await home.settled();
  await home.poller.stop();
  home.batches.length = 0;
  home.answer = fine;
  await home.start({ ParallelizationFactor: 5 });
  await home.settled();
  expect(home.keys().flat().toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `key-${n}`));
});

test('LATEST begins with what is written after the mapping was first seen, over restarts', async () => {
  const home = makeHome();
  await home.start({ Enabled: false });
  await home.put('before');
  await home.poller.stop();
  await home.start({ StartingPosition: 'LATEST' });
  await home.poller.stop();
  await home.put('meanwhile');
  await home.start({ StartingPosition: 'LATEST' });
  await home.put('after');
  await home.settled();
  expect(home.keys().flat()).toEqual(['meanwhile', 'after']);
});

test('simulated time stands still while a record is unread or a batch runs', async () => {
  const home = makeHome();
  const seen: number[] = [];
  home.answer = async (records, n) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen.push(home.clock.now());
    return fine(records, n);
  };
  await home.start();
  await home.put('a');
  home.clock.after(HOUR, () => home.put('b'));
  await home.passed(24 * HOUR);
  expect(seen).toEqual([START, START + HOUR]);
});

test('a mapping that reads a stream of no table is refused', async () => {
  const EventSourceArn = 'arn:aws:dynamodb:eu-west-2:000000000000:table/none/stream/1';
  await expect(makeHome().start({ EventSourceArn })).rejects.toThrow('no table has the stream');
});
