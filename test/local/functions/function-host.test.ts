import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { FunctionHost } from '../../../local/functions/function-host.ts';
import { HostedFunctions, NEW_YEAR } from './hosted-functions.ts';

const hosted = new HostedFunctions({
  'greet.js': 'exports.handler = async ({ name }) => ({ greeting: "Hello " + name });',
  'greet-module.mjs': 'await null; export const handler = async ({ name }) => "Hello " + name;',
  'count.js': 'let calls = 0; exports.handler = async () => ++calls;',
  'nothing.js': 'exports.handler = async () => {};',
  'context.js': `exports.handler = async (event, context) => {
    console.log('remembering', { event });
    return { ...context, left: context.getRemainingTimeInMillis() };
  };`,
  'environment.js': 'exports.handler = async () => process.env;',
  'clock.js': `exports.handler = async () => {
    class Moment extends Date {}
    const fixed = new Date(2020, 1, 3);
    return {
      now: Date.now(), new: new Date(), text: Date(), subclass: new Moment(), fixed, parsed: new Date('2001-02-03'),
      isDate: new Date() instanceof Date && fixed.constructor === Date,
      offset: fixed.getTimezoneOffset(),
    };
  };`,
  'waits.js': 'exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 50)); };',
  'never-ends.js': 'exports.handler = async () => { for (;;); };',
});
const { clock, folder } = hosted;

describe('a function', () => {
  it('answers what its handler returns', async () => {
    expect(await hosted.on('greet').answer({ name: 'Ann' })).toEqual({ greeting: 'Hello Ann' });
  });

  it('may be an ECMAScript module', async () => {
    expect(await hosted.on('greet-module').answer({ name: 'Ann' })).toBe('Hello Ann');
  });

  it('answers null when its handler returns nothing', async () => {
    expect(await hosted.host.invoke('nothing', '{}')).toEqual({ ok: true, payload: 'null' });
  });

  it('loads its module once and keeps it for the next invocation', async () => {
    await hosted.host.warm('count');
    expect([await hosted.on('count').answer(), await hosted.on('count').answer()]).toEqual([1, 2]);
  });

  it.each([
    'nothing:live',
    'function:nothing',
    '000000000000:function:nothing:7',
    'arn:aws:lambda:eu-west-2:000000000000:function:nothing:$LATEST',
  ])('is found by %s', async (name) => {
    expect(await hosted.host.invoke(name, '{}')).toMatchObject({ ok: true });
  });

  it('is refused by name when there is none', async () => {
    await expect(hosted.host.invoke('absent', '{}')).rejects.toThrow('Function not found: absent');
  });

  it('learns from its context who it is and how long it may run', async () => {
    const context = await hosted.on('context').answer();
    expect(context).toMatchObject({
      functionName: 'context',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-2:000000000000:function:context',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      left: expect.toSatisfy((left: number) => left > 0 && left <= 20_000),
    });
  });

  it('sees its own environment and what Lambda adds, not that of the home', async () => {
    const environment = (await hosted.on('environment').answer()) as Record<string, string>;
    expect(environment).toMatchObject({
      TABLE: 'records',
      AWS_REGION: 'eu-west-2',
      AWS_LAMBDA_FUNCTION_NAME: 'environment',
      TZ: 'UTC',
    });
    expect(environment).not.toHaveProperty('PATH');
  });

  it("sees the home's instant in every way to ask for it", async () => {
    expect(await hosted.on('clock').answer()).toEqual({
      now: Date.parse(NEW_YEAR),
      new: NEW_YEAR,
      text: expect.stringContaining('Jan 01 2031'),
      subclass: NEW_YEAR,
      fixed: '2020-02-03T00:00:00.000Z',
      parsed: '2001-02-03T00:00:00.000Z',
      isDate: true,
      offset: 0,
    });
  });

  it("follows a moved clock, and the computer's in real mode", async () => {
    const moving = new Clock({ mode: 'manual', now: Date.parse('2021-01-01') });
    const own = new FunctionHost({
      functions: [hosted.definition('clock')],
      clock: moving,
      logFolder: join(folder, 'own'),
    });
    const now = async () => JSON.parse(((await own.invoke('clock', '{}')) as { payload: string }).payload).now;
    await moving.moveTo(Date.parse('2021-06-01'));
    expect(await now()).toBe(Date.parse('2021-06-01'));
    moving.setMode('real');
    const before = Date.now();
    expect(await now()).toBeGreaterThanOrEqual(before);
    await own.close();
  });

  it('holds simulated time while it runs', async () => {
    let answered = false;
    const run = hosted
      .on('waits')
      .answer()
      .then(() => {
        answered = true;
      });
    await clock.activity.settled();
    await new Promise(setImmediate); // the answer itself travels a few promises further
    expect(answered).toBe(true);
    await run;
  });

  it('runs several invocations at once, and the further ones after them', async () => {
    const own = new FunctionHost({ functions: [hosted.definition('waits')], clock, logFolder: folder, concurrency: 3 });
    await Promise.all(Array.from({ length: 9 }, () => own.invoke('waits', '{}')));
    expect(own.describe()).toMatchObject([{ name: 'waits', threads: 3, invocations: 9, errors: 0 }]);
    await own.close();
  });

  it('ends the threads that nobody needs, the last one later, and makes another when it is wanted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const own = new FunctionHost({ functions: [hosted.definition('count')], clock, logFolder: folder });
    try {
      await Promise.all([own.invoke('count', '{}'), own.invoke('count', '{}')]);
      vi.advanceTimersByTime(59_000);
      expect(own.describe()).toMatchObject([{ threads: 1 }]);
      expect(await own.invoke('count', '{}')).toEqual({ ok: true, payload: '3' });
      vi.advanceTimersByTime(61_000);
      expect(own.describe()).toMatchObject([{ threads: 0 }]);
      expect(await own.invoke('count', '{}')).toEqual({ ok: true, payload: '1' });
    } finally {
      vi.useRealTimers();
      await own.close();
    }
  });

  it('prints into its log, between the lines that begin and end the invocation', async () => {
    await hosted.on('context').answer({ reference: 'LLE-1' });
    const lines = (await readFile(join(folder, 'context.log'), 'utf8')).trimEnd().split('\n').slice(-4);
    expect(lines).toEqual([
      expect.stringMatching(/^2031-01-01T00:00:00.000Z START RequestId: [0-9a-f-]{36} Version: \$LATEST$/),
      expect.stringMatching(
        /^2031-01-01T00:00:00.000Z\t[0-9a-f-]{36}\tINFO\tremembering { event: { reference: 'LLE-1' } }$/,
      ),
      expect.stringContaining('END RequestId'),
      expect.stringMatching(/REPORT RequestId: .*Duration: [\d.]+ ms/),
    ]);
  });
});

it('ends what runs, waits for its turn or comes too late when the home closes', async () => {
  const functions = [hosted.definition('never-ends')];
  const closing = new FunctionHost({
    functions,
    clock: new Clock(),
    logFolder: join(folder, 'closing'),
    concurrency: 1,
  });
  const running = [closing.invoke('never-ends', '{}'), closing.invoke('never-ends', '{}')];
  await closing.close();
  running.push(closing.invoke('never-ends', '{}'));
  for (const invocation of await Promise.all(running)) {
    expect(invocation).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
  }
});
