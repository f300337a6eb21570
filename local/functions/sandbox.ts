import { Worker } from 'node:worker_threads';
import { environmentOf, type FunctionDefinition } from './definition.ts';
import { exitError, timeoutError } from './error-shape.ts';
import type { FunctionLog } from './function-log.ts';
import type { Invocation, LambdaError } from './invoke.ts';
import { COMPILE_CACHE, type Reply, type Request, type ThreadData } from './messages.ts';

/** Loading a module has ten seconds of its own before an invocation's time-out begins to run, as in Lambda. */
const LOADING_MS = 10_000;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB and 100 bytes */
const LARGEST_ANSWER = 6_291_556;

/** V8 takes 48 MB for young objects where it may: with a thread or two for each of twenty functions that is a gigabyte. */
const YOUNG_MB = 6;

/** A thread that runs one function, one invocation at a time; Lambda calls it an execution environment. */
export class Sandbox {
  readonly #definition: FunctionDefinition;
  readonly #log: FunctionLog;
  readonly #worker: Worker;
  /** Resolves once the module is loaded, or the thread has ended without that. */
  readonly loaded: Promise<void>;
  /** Time of a processor that the handler took of the last invocation that was answered. */
  lastMilliseconds = 0;
  #running: { readonly requestId: string; readonly finish: (invocation: Invocation) => void } | undefined;
  /** Why nothing can run here any more. */
  #fault: ((requestId: string) => LambdaError) | undefined;

  constructor(
    definition: FunctionDefinition,
    log: FunctionLog,
    {
      instant,
      calls,
      compileCache,
    }: Pick<ThreadData, 'instant' | 'calls'> & { readonly compileCache: string | undefined },
  ) {
    this.#definition = definition;
    this.#log = log;
    const { codeFolder, handler, memoryMb } = definition;
    const workerData: ThreadData = { codeFolder, handler, instant, calls, logFile: log.file };
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData,
      // what is compiled needs no type stripper: half of what a thread would take in time and memory
      env: { ...environmentOf(definition), ...(compileCache && { [COMPILE_CACHE]: compileCache }) },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.loaded = promise;
    this.#worker.on('message', (reply: Reply) => {
      if (reply.kind === 'ready') resolve();
      else if (reply.kind === 'answer') {
        this.lastMilliseconds = reply.milliseconds;
        this.#running?.finish(withinSize(reply.invocation));
      } else this.#end(() => reply.error);
    });
    this.#worker.on('error', (error) => {
      // what the function throws is caught inside the thread; what arrives here are the limits that Node enforces
      this.#log.note(this.#running?.requestId, error.message);
      this.#end((requestId) => exitError(requestId, { signal: 'aborted' }));
    });
    this.#worker.on('exit', (code) => {
      this.#end((requestId) => exitError(requestId, { code }));
      resolve();
    });
  }

  /** Whether it can take another invocation. */
  get alive(): boolean {
    return this.#fault === undefined;
  }

  /** Runs one invocation, after the module has loaded. Never rejects. */
  async run(requestId: string, payload: string): Promise<Invocation> {
    const { promise: finished, resolve: finish } = Promise.withResolvers<Invocation>();
    this.#running = { requestId, finish };
    this.lastMilliseconds = 0;
    const { arn, timeoutSeconds } = this.#definition;
    let timer = this.#endAfter(LOADING_MS + timeoutSeconds * 1000);
    await Promise.race([this.loaded, finished]);
    clearTimeout(timer);
    if (this.#fault) {
      finish({ ok: false, error: this.#fault(requestId) });
    } else {
      const deadline = Date.now() + timeoutSeconds * 1000;
      const request: Request = { requestId, payload, deadline, invokedFunctionArn: arn };
      timer = this.#endAfter(timeoutSeconds * 1000);
      this.#worker.postMessage(request);
    }
    const invocation = await finished;
    clearTimeout(timer);
    this.#running = undefined;
    return invocation;
  }

  async close(): Promise<void> {
    this.#end((requestId) => exitError(requestId, { signal: 'terminated' }));
    await this.#worker.terminate();
  }

  #endAfter(pause: number): NodeJS.Timeout {
    const { timeoutSeconds } = this.#definition;
    return setTimeout(() => {
      this.#log.note(this.#running?.requestId, `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
      this.#end((requestId) => timeoutError(requestId, timeoutSeconds));
    }, pause);
  }

  /** Only the first reason counts: ending a thread makes it exit, which arrives here again. */
  #end(fault: (requestId: string) => LambdaError): void {
    if (this.#fault) return;
    this.#fault = fault;
    this.#running?.finish({ ok: false, error: fault(this.#running.requestId) });
    void this.#worker.terminate();
  }
}

function withinSize(invocation: Invocation): Invocation {
  if (!invocation.ok || Buffer.byteLength(invocation.payload) <= LARGEST_ANSWER) return invocation;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`;
  return { ok: false, error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}
