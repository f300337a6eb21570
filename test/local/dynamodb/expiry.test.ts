import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ClockMode } from '../../../local/clock/clock.ts';
import { ItemExpiry } from '../../../local/dynamodb/expiry.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { jsonItem } from '../../../local/streams/event.ts';
import { HOUR, SECOND, START, StreamHome } from '../streams/stream-home.ts';
import { place, type RunningEngine, recordsTable, runEngine } from './running-engine.ts';

let running: RunningEngine;
const homes: StreamHome[] = [];
const timeToLive = { TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } };

beforeAll(async () => {
  running = await runEngine();
});
afterEach(async () => {
  for (const home of homes.splice(0)) await home.poller.stop();
});
afterAll(() => running.end());

function makeHome(tableProperties: object = timeToLive, mode: ClockMode = 'manual', name?: string): StreamHome {
  const home = new StreamHome(running, tableProperties, mode, name);
  homes.push(home);
  return home;
}

const inSeconds = (seconds: number) => ({ expires: { N: String(START / 1000 + seconds) } });

async function isThere(home: StreamHome, pk: string): Promise<boolean> {
  const Key = { pk: { S: pk }, sk: { S: '-' } };
  return (await running.client.send(new GetItemCommand({ TableName: home.name, Key }))).Item !== undefined;
}

test('an item goes when its second is over by the home’s clock, and not before', async () => {
  const home = await makeHome().start();
  await home.put('a', inSeconds(60));
  await home.passed(60 * SECOND);
  expect(await isThere(home, 'a')).toBe(true);
  await home.passed(SECOND);
  expect(await isThere(home, 'a')).toBe(false);
});

test('its record says that the service removed it, unlike a removal by hand', async () => {
  const home = await makeHome().start();
  await home.put('expired', inSeconds(60));
  await home.put('deleted', inSeconds(60));
  await home.delete('deleted');
  await home.passed(HOUR);
  const removals = home.batches.flat().filter(({ eventName }) => eventName === 'REMOVE');
  expect(removals.map(({ dynamodb, userIdentity }) => [dynamodb.Keys.pk?.S, userIdentity])).toEqual([
    ['deleted', undefined],
    ['expired', { type: 'Service', principalId: 'dynamodb.amazonaws.com' }],
  ]);
  expect(removals[1]?.dynamodb).toMatchObject({
    ApproximateCreationDateTime: START / 1000 + 61,
    OldImage: { pk: { S: 'expired' }, ...inSeconds(60) },
  });
});

test('the last time to live counts, and none means for ever', async () => {
  const home = await makeHome().start();
  await home.put('longer', inSeconds(60));
  await home.put('longer', inSeconds(7200));
  await home.put('for ever', inSeconds(60));
  await home.put('for ever');
  await home.put('text', { expires: { S: String(START / 1000 + 60) } });
  await home.passed(HOUR);
  expect(await Promise.all(['longer', 'for ever', 'text'].map((pk) => isThere(home, pk)))).toEqual([true, true, true]);
  await home.passed(2 * HOUR);
  expect(await Promise.all(['longer', 'for ever', 'text'].map((pk) => isThere(home, pk)))).toEqual([false, true, true]);
});

test('what was due while the home was down goes at the next start', async () => {
  const home = await makeHome().start();
  await home.put('known', inSeconds(60));
  await home.settled();
  await home.poller.stop();
  await home.put('written meanwhile', inSeconds(60));
  await home.passed(HOUR);
  expect(await isThere(home, 'known')).toBe(true);
  await home.start();
  await home.settled();
  expect(await isThere(home, 'known')).toBe(false);
  expect(await isThere(home, 'written meanwhile')).toBe(false);
});

test('items that are older than the table’s stream expire too', async () => {
  const { StreamSpecification: _, ...withoutStream } = recordsTable;
  await createTables(running.client, [{ name: 'old-table', properties: withoutStream }], place);
  const home = makeHome(timeToLive, 'manual', 'old-table');
  await home.put('old', inSeconds(60));
  await home.start();
  await home.passed(HOUR);
  expect(await isThere(home, 'old')).toBe(false);
});

/** Has something done around each removal that the expiry asks for, until the test is over. */
function aroundRemovals(around: <Answer>(remove: () => Promise<Answer>) => Promise<Answer>): void {
  const name = 'around';
  running.client.middlewareStack.add(
    (next, context) => (args) => (context.commandName === 'DeleteItemCommand' ? around(() => next(args)) : next(args)),
    { name, step: 'initialize' },
  );
  onTestFinished(() => void running.client.middlewareStack.remove(name));
}

test('what is learned while items are being removed has none removed twice', async () => {
  const home = await makeHome().start();
  await home.put('a', inSeconds(60));
  const gate = Promise.withResolvers<void>();
  let asked = 0;
  aroundRemovals(async (remove) => {
    asked++;
    await gate.promise;
    return remove();
  });
  const moved = home.passed(HOUR);
  await expect.poll(() => asked).toBe(1);
  await home.put('b', inSeconds(30));
  const learned = running.database.prepare('SELECT 1 FROM expiry_due WHERE table_name = ? AND keys LIKE \'%"b"%\'');
  await expect.poll(() => learned.get(home.name)).toBeDefined();
  await new Promise((resume) => setTimeout(resume, 20)); // long enough for a second sweep to show itself
  const askedMeanwhile = asked;
  gate.resolve();
  await moved;
  expect([askedMeanwhile, asked]).toEqual([1, 2]);
  const removals = home.batches.flat().filter(({ eventName }) => eventName === 'REMOVE');
  expect(removals.map(({ dynamodb, userIdentity }) => [dynamodb.Keys.pk?.S, userIdentity?.type])).toEqual([
    ['a', 'Service'],
    ['b', 'Service'],
  ]);
});

test('a removal that failed beside others under way ends after them', async () => {
  const home = await makeHome().start();
  await home.put('a', inSeconds(60));
  await home.put('b', inSeconds(60));
  const gate = Promise.withResolvers<void>();
  let asked = 0;
  aroundRemovals(async (remove) => {
    if (++asked === 1) throw new Error('refused');
    await gate.promise;
    return remove();
  });
  const moved = home.passed(61 * SECOND);
  await expect.poll(() => asked).toBe(2);
  const order: string[] = [];
  const stopped = home.poller.stop().then(() => order.push('stopped'));
  await new Promise((resume) => setTimeout(resume, 20)); // long enough for a stop that does not wait
  order.push('removed');
  gate.resolve();
  await Promise.all([stopped, moved]);
  expect(order).toEqual(['removed', 'stopped']);
  expect(home.errors).toEqual(['Error: refused']);
});

test('a removal that a home did not live to see the answer of is still known as its own', async () => {
  const home = await makeHome().start();
  await home.put('a', inSeconds(60));
  await home.settled();
  let died = false;
  aroundRemovals(async (remove) => {
    const answer = await remove();
    if (died) return answer;
    died = true;
    void home.poller.stop();
    throw new Error('died');
  });
  await home.passed(HOUR);
  await home.start();
  await home.settled();
  const { database, client } = running;
  const expiry = new ItemExpiry({ database, client, clock: home.clock, onError: () => {} });
  const removed = {
    position: { shard: 'shard', sequence: '1' },
    eventName: 'REMOVE',
    writtenAt: 0,
    keys: { pk: { S: 'a' }, sk: { S: '-' } },
    newImage: undefined,
    oldImage: jsonItem(inSeconds(60)),
    bytes: 0,
  };
  expect(expiry.hasRemoved(home.table, removed)).toBe(true);
});

test('thousands of items and a year of simulated time cost no scan', async () => {
  const home = await makeHome().start({ Enabled: false });
  const many = Array.from({ length: 600 }, (_, n) => n);
  for (let n = 0; n < many.length; n += 30) {
    await Promise.all(
      many.slice(n, n + 30).map((m) =>
        running.client.send(
          new PutItemCommand({
            TableName: home.name,
            Item: { pk: { S: `${m}` }, sk: { S: '-' }, ...inSeconds((m % 300) * 100_000) },
          }),
        ),
      ),
    );
  }
  const sent: string[] = [];
  running.client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(String(context.commandName));
      return next(args);
    },
    { name: 'count', step: 'initialize' },
  );
  await home.passed(365 * 24 * HOUR);
  running.client.middlewareStack.remove('count');
  expect(sent.length).toBe(600);
  expect(new Set(sent)).toEqual(new Set(['DeleteItemCommand']));
});
