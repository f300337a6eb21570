import { expect, test } from 'vitest';
import { broken, fine, HOUR, SECOND, START, useStreamHomes } from './stream-home.ts';

const makeHome = useStreamHomes();

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

test('has no more lanes than batches can be worked on at once', async () => {
  const home = makeHome();
  await home.start({ Enabled: false });
  for (let n = 0; n < 8; n++) await home.put(`key-${n}`);
  await home.poller.stop();
  await home.start({ ParallelizationFactor: 4, BatchSize: 8 }, 1);
  await home.settled();
  expect(home.keys(), 'one batch of all, not four smaller ones').toEqual([
    Array.from({ length: 8 }, (_, n) => `key-${n}`),
  ]);
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
