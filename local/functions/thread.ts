import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { meterCalls } from '../recording/call-meter.ts';
import { lambdaError, RuntimeError } from './error-shape.ts';
import type { Invocation } from './invoke.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { COMPILE_CACHE, type Reply, type Request, type ThreadData } from './messages.ts';
import { spareTokens } from './spare-tokens.ts';
import { computersNow, followHomeClock } from './thread-clock.ts';
import { printAsLambda } from './thread-log.ts';

/** What runs inside a function's thread: loads its module once, then answers one request after the other. */

const data: ThreadData = workerData;
const home = parentPort as NonNullable<typeof parentPort>;
let running: Request | undefined;

const say = (reply: Reply) => home.postMessage(reply);

delete process.env[COMPILE_CACHE];
followHomeClock(data.instant);
spareTokens();
if (data.calls) meterCalls(data.calls);
printAsLambda(data.logFile, () => running?.requestId);
process.on('uncaughtException', (error) => fail(error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error && reason.stack) error.stack = reason.stack;
  fail(error, 128);
});

try {
  const handler = await loadHandler(data.codeFolder, data.handler);
  // now, because a thread does not end, it is ended
  flushCompileCache();
  home.on('message', (request: Request) => answer(handler, request));
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'fault', error: lambdaError(error) });
}

async function answer(handler: Handler, request: Request): Promise<void> {
  running = request;
  // a handler that waits for nothing that can happen ends the thread at once instead of at its time-out
  home.unref();
  let invocation: Invocation;
  const begun = process.threadCpuUsage();
  try {
    const result = await handler(JSON.parse(request.payload), contextOf(request));
    invocation = { ok: true, payload: toJson(result) };
  } catch (error) {
    console.error('Invoke Error', error);
    invocation = { ok: false, error: lambdaError(error) };
  }
  const { user, system } = process.threadCpuUsage(begun);
  const milliseconds = (user + system) / 1000;
  home.ref();
  running = undefined;
  say({ kind: 'answer', invocation, milliseconds });
}

function toJson(result: unknown): string {
  try {
    // a function or a symbol has no JSON at all
    return JSON.stringify(result ?? null) ?? 'null';
  } catch {
    throw new RuntimeError('JSONStringifyError', 'Unable to stringify response body');
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ requestId, invokedFunctionArn, deadline }: Request) {
  return {
    awsRequestId: requestId,
    invokedFunctionArn,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - computersNow(),
  };
}

/** Ends the thread over something that nobody caught. */
function fail(error: unknown, exitCode: number): void {
  console.error('Uncaught', error);
  say({ kind: 'fault', error: lambdaError(error) });
  process.exit(exitCode);
}
