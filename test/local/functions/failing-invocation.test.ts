import { describe, expect, it } from 'vitest';
import { HostedFunctions } from './hosted-functions.ts';

const hosted = new HostedFunctions(
  {
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
    'nothing.js': 'exports.handler = async () => {};',
  },
  {
    'stops-after-a-second': { handler: 'never-ends.handler', timeoutSeconds: 1 },
    'has-no-file': { handler: 'absent.handler' },
    'has-no-export': { handler: 'nothing.absent' },
  },
);

describe('an invocation that fails', () => {
  it('tells the name, message and trace of what was thrown', async () => {
    const error = await hosted.on('throws').error();
    expect(error).toMatchObject({ errorType: 'SlotTakenError', errorMessage: 'slot 1 is taken' });
    expect(error.trace?.[0]).toBe('SlotTakenError: slot 1 is taken');
    expect(hosted.failures).toContainEqual(['throws', error]);
  });

  it('tells the type of a thrown value that is no error', async () => {
    expect(await hosted.on('throws-text').error()).toEqual({
      errorType: 'string',
      errorMessage: 'only text',
      trace: [],
    });
  });

  it('is stopped at its time-out, even in an endless loop', async () => {
    expect(await hosted.on('stops-after-a-second').error()).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/),
    });
  });

  it.each([
    [0, /^RequestId: [0-9a-f-]{36} Error: Runtime exited without providing a reason$/],
    [7, /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 7$/],
  ])('says that its process ended with code %s', async (code, message) => {
    const errorMessage = expect.stringMatching(message);
    expect(await hosted.on('exits').error({ code })).toEqual({ errorType: 'Runtime.ExitError', errorMessage });
  });

  it('ends at once when nothing is left that could settle it', async () => {
    expect(await hosted.on('never-settles').error()).toMatchObject({ errorType: 'Runtime.ExitError' });
  });

  it('ends alone when it swallows all memory', async () => {
    expect(await hosted.on('swallows-memory').error()).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await hosted.on('nothing').answer()).toBeNull();
  });

  it('tells of a rejection that nobody handled', async () => {
    expect(await hosted.on('forgets-a-promise').error()).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: nobody waits for me',
    });
  });

  it('tells of an error that nobody caught', async () => {
    expect(await hosted.on('throws-from-a-timer').error()).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'from a timer',
    });
  });

  it.each([
    ['throws-while-loading', 'RangeError', 'no settings'],
    ['misses-a-module', 'Runtime.ImportModuleError', "Error: Cannot find module 'no-such-package'"],
    ['has-no-file', 'Runtime.ImportModuleError', "Error: Cannot find module 'absent'"],
    ['has-no-export', 'Runtime.HandlerNotFound', 'nothing.absent is undefined or not exported'],
    ['is-malformed', 'Runtime.UserCodeSyntaxError', 'SyntaxError: '],
    ['takes-a-callback', 'Runtime.CallbackHandlerDeprecated', 'AWS Lambda has removed support for callback-based'],
    ['answers-in-a-circle', 'Runtime.JSONStringifyError', 'Unable to stringify response body'],
  ] as const)('%s: %s', async (name, errorType, errorMessage) => {
    const error = await hosted.on(name).error();
    expect(error).toMatchObject({ errorType, errorMessage: expect.stringContaining(errorMessage) });
  });

  it('refuses an answer of more than 6 MB', async () => {
    expect(await hosted.on('answers-too-much').answer({ bytes: 6_291_554 })).toHaveLength(6_291_554);
    expect(await hosted.on('answers-too-much').error({ bytes: 6_291_555 })).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
  });

  it('refuses a payload of more than 6 MB', async () => {
    expect(await hosted.on('nothing').error('x'.repeat(6_291_455))).toMatchObject({
      errorType: 'RequestTooLargeException',
    });
  });

  it('leaves the function able to run again', async () => {
    await hosted.on('exits').error({ code: 1 });
    expect(await hosted.on('exits').error({ code: 2 })).toMatchObject({
      errorMessage: expect.stringContaining('status 2'),
    });
  });
});
