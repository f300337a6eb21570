import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { FunctionHost } from '../../../local/functions/function-host.ts';
import type { LambdaError } from '../../../local/functions/invoke.ts';

const NEW_YEAR = '2031-01-01T00:00:00.000Z';

/** Each function of these tests by its source; the key is its file name. */
const SOURCES = {
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
  'throws.js': `exports.handler = async () => {
    class SlotTakenError extends Error { name = 'SlotTakenError'; }
    throw new SlotTakenError('slot 1 is taken');
  };`,
  'throws-text.js': "exports.handler = async () => { throw 'only text'; };",
  'never-ends.js': 'exports.handler = async () => { for (;;); };',
  'never-settles.js': 'exports.handler = () => new Promise(() => {});',
  'exits.js': 'exports.handler = async ({ code }) => { process.exit(code); };',
  'swallows-memory.js': `exports.handler = async () => {
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill(Math.random()));
  };`,
  'forgets-a-promise.js': `exports.handler = async () => {
    Promise.reject(new Error('nobody waits for me'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  };`,
  'throws-from-a-timer.js': `exports.handler = () => new Promise(() => {
    setTimeout(() => { throw new TypeError('from a timer'); });
  });`,
  'throws-while-loading.js': "throw new RangeError('no settings');",
  'misses-a-module.js': "require('no-such-package'); exports.handler = async () => {};",
  'is-malformed.js': 'exports.handler = async () => {',
  'takes-a-callback.js': 'exports.handler = (event, context, callback) => callback(null, 1);',
  'answers-in-a-circle.js': 'exports.handler = async () => { const self = {}; self.self = self; return self; };',
  'answers-too-much.js': "exports.handler = async ({ bytes }) => 'x'.repeat(bytes);",
  'waits.js': 'exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 50)); };',
};

type Name = keyof typeof SOURCES extends `${infer N}.${string}` ? N : never;

let folder: string;
let host: FunctionHost;
const clock = new Clock({ mode: 'manual', now: Date.parse(NEW_YEAR) });
const failures: [string, LambdaError][] = [];

function definition(name: string, changes: object = {}) {
  const arn = `arn:aws:lambda:eu-west-2:000000000000:function:${name}`;
  const environment = { TABLE: 'records' };
  const handler = `${name}.handler`;
  return { name, arn, codeFolder: folder, handler, environment, timeoutSeconds: 20, memoryMb: 128, ...changes };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'function-host-'));
  for (const [file, source] of Object.entries(SOURCES)) await writeFile(join(folder, file), source);
  const functions = Object.keys(SOURCES).map((file) => definition(file.replace(/\.m?js$/, '')));
  functions.push(
    definition('stops-after-a-second', { handler: 'never-ends.handler', timeoutSeconds: 1 }),
    definition('has-no-file', { handler: 'absent.handler' }),
    definition('has-no-export', { handler: 'greet.absent' }),
  );
  const onError = (name: string, error: LambdaError) => failures.push([name, error]);
  host = new FunctionHost({ functions, clock, logFolder: folder, onError });
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

const on = (name: Name | 'stops-after-a-second' | 'has-no-file' | 'has-no-export') => ({
  async answer(event: unknown = {}): Promise<unknown> {
    const invocation = await host.invoke(name, JSON.stringify(event));
    if (!invocation.ok) throw new Error(JSON.stringify(invocation.error));
    return JSON.parse(invocation.payload);
  },
  async error(event: unknown = {}): Promise<LambdaError> {
    const invocation = await host.invoke(name, JSON.stringify(event));
    if (invocation.ok) throw new Error(`it answered ${invocation.payload}`);
    return invocation.error;
  },
});

describe('a function', () => {
  it('answers what its handler returns', async () => {
    expect(await on('greet').answer({ name: 'Ann' })).toEqual({ greeting: 'Hello Ann' });
  });

  it('may be an ECMAScript module', async () => {
    expect(await on('greet-module').answer({ name: 'Ann' })).toBe('Hello Ann');
  });

  it('answers null when its handler returns nothing', async () => {
    expect(await host.invoke('nothing', '{}')).toEqual({ ok: true, payload: 'null' });
  });

  it('loads its module once and keeps it for the next invocation', async () => {
    await host.warm('count');
    expect([await on('count').answer(), await on('count').answer()]).toEqual([1, 2]);
  });

  it.each([
    'nothing:live',
    'function:nothing',
    '000000000000:function:nothing:7',
    'arn:aws:lambda:eu-west-2:000000000000:function:nothing:$LATEST',
  ])('is found by %s', async (name) => {
    expect(await host.invoke(name, '{}')).toMatchObject({ ok: true });
  });

  it('is refused by name when there is none', async () => {
    await expect(host.invoke('absent', '{}')).rejects.toThrow('Function not found: absent');
  });

  it('learns from its context who it is and how long it may run', async () => {
    const context = await on('context').answer();
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
    const environment = (await on('environment').answer()) as Record<string, string>;
    expect(environment).toMatchObject({
      TABLE: 'records',
      AWS_REGION: 'eu-west-2',
      AWS_LAMBDA_FUNCTION_NAME: 'environment',
      TZ: 'UTC',
    });
    expect(environment).not.toHaveProperty('PATH');
  });

  it("sees the home's instant in every way to ask for it", async () => {
    expect(await on('clock').answer()).toEqual({
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
    const own = new FunctionHost({ functions: [definition('clock')], clock: moving, logFolder: join(folder, 'own') });
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
    const run = on('waits')
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
    const own = new FunctionHost({ functions: [definition('waits')], clock, logFolder: folder, concurrency: 3 });
    await Promise.all(Array.from({ length: 9 }, () => own.invoke('waits', '{}')));
    expect(own.describe()).toMatchObject([{ name: 'waits', threads: 3, invocations: 9, errors: 0 }]);
    await own.close();
  });

  it('ends the threads that nobody needs, the last one later, and makes another when it is wanted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const own = new FunctionHost({ functions: [definition('count')], clock, logFolder: folder });
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
    await on('context').answer({ reference: 'LLE-1' });
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

describe('an invocation that fails', () => {
  it('tells the name, message and trace of what was thrown', async () => {
    const error = await on('throws').error();
    expect(error).toMatchObject({ errorType: 'SlotTakenError', errorMessage: 'slot 1 is taken' });
    expect(error.trace?.[0]).toBe('SlotTakenError: slot 1 is taken');
    expect(failures).toContainEqual(['throws', error]);
  });

  it('tells the type of a thrown value that is no error', async () => {
    expect(await on('throws-text').error()).toEqual({ errorType: 'string', errorMessage: 'only text', trace: [] });
  });

  it('is stopped at its time-out, even in an endless loop', async () => {
    expect(await on('stops-after-a-second').error()).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/),
    });
  });

  it.each([
    [0, /^RequestId: [0-9a-f-]{36} Error: Runtime exited without providing a reason$/],
    [7, /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 7$/],
  ])('says that its process ended with code %s', async (code, message) => {
    const errorMessage = expect.stringMatching(message);
    expect(await on('exits').error({ code })).toEqual({ errorType: 'Runtime.ExitError', errorMessage });
  });

  it('ends at once when nothing is left that could settle it', async () => {
    expect(await on('never-settles').error()).toMatchObject({ errorType: 'Runtime.ExitError' });
  });

  it('ends alone when it swallows all memory', async () => {
    expect(await on('swallows-memory').error()).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await on('nothing').answer()).toBeNull();
  });

  it('tells of a rejection that nobody handled', async () => {
    expect(await on('forgets-a-promise').error()).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: nobody waits for me',
    });
  });

  it('tells of an error that nobody caught', async () => {
    expect(await on('throws-from-a-timer').error()).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'from a timer',
    });
  });

  it.each([
    ['throws-while-loading', 'RangeError', 'no settings'],
    ['misses-a-module', 'Runtime.ImportModuleError', "Error: Cannot find module 'no-such-package'"],
    ['has-no-file', 'Runtime.ImportModuleError', "Error: Cannot find module 'absent'"],
    ['has-no-export', 'Runtime.HandlerNotFound', 'greet.absent is undefined or not exported'],
    ['is-malformed', 'Runtime.UserCodeSyntaxError', 'SyntaxError: '],
    ['takes-a-callback', 'Runtime.CallbackHandlerDeprecated', 'AWS Lambda has removed support for callback-based'],
    ['answers-in-a-circle', 'Runtime.JSONStringifyError', 'Unable to stringify response body'],
  ] as const)('%s: %s', async (name, errorType, errorMessage) => {
    const error = await on(name).error();
    expect(error).toMatchObject({ errorType, errorMessage: expect.stringContaining(errorMessage) });
  });

  it('refuses an answer of more than 6 MB', async () => {
    expect(await on('answers-too-much').answer({ bytes: 6_291_554 })).toHaveLength(6_291_554);
    expect(await on('answers-too-much').error({ bytes: 6_291_555 })).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
  });

  it('refuses a payload of more than 6 MB', async () => {
    expect(await on('nothing').error('x'.repeat(6_291_455))).toMatchObject({ errorType: 'RequestTooLargeException' });
  });

  it('leaves the function able to run again', async () => {
    await on('exits').error({ code: 1 });
    expect(await on('exits').error({ code: 2 })).toMatchObject({ errorMessage: expect.stringContaining('status 2') });
  });
});

it('ends what runs, waits for its turn or comes too late when the home closes', async () => {
  const functions = [definition('never-ends')];
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
