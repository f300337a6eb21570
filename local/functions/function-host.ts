import { availableParallelism } from 'node:os';
import type { Clock } from '../clock/clock.ts';
import { type FunctionDefinition, functionNameOf } from './definition.ts';
import { FunctionLog } from './function-log.ts';
import { FunctionNotFoundError, type InvokeFunction, type LambdaError } from './invoke.ts';
import { REAL_TIME } from './messages.ts';
import { Pool } from './pool.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_PAYLOAD = 6_291_456;

export interface FunctionHostOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly clock: Clock;
  /** What each function prints goes to `<name>.log` there. Default: the home's standard output. */
  readonly logFolder?: string;
  /** Told of every invocation that ended in an error. */
  readonly onError?: (functionName: string, error: LambdaError) => void;
  /** How many invocations of one function may run at once. Default: as many as the machine has cores, at least 2. */
  readonly concurrency?: number;
  /** What all threads of a function share, to count there what they ask of DynamoDB. */
  readonly calls?: (functionName: string) => Int32Array;
  /** Folder where Node keeps what it has compiled, for the next thread and the next start. */
  readonly compileCache?: string;
}

/** What one function has done since the home was started. */
export interface FunctionUse {
  readonly name: string;
  readonly arn: string;
  readonly memoryMb: number;
  readonly threads: number;
  readonly invocations: number;
  readonly errors: number;
  /** Of a processor, in its handler, all invocations together: however busy the machine is. */
  readonly milliseconds: number;
}

interface HostedFunction {
  readonly definition: FunctionDefinition;
  readonly pool: Pool;
  invocations: number;
  errors: number;
}

/**
 * The Lambda of the home: each function's bundle runs in threads of its own, with its own environment and the home's
 * clock. Whatever happens in a function is an error of that invocation only.
 */
export class FunctionHost {
  /** How many invocations of one function may run at once. */
  readonly concurrency: number;
  readonly #functions = new Map<string, HostedFunction>();
  readonly #clock: Clock;
  readonly #onError: NonNullable<FunctionHostOptions['onError']>;
  readonly #instant = new BigInt64Array(new SharedArrayBuffer(8));

  constructor({
    functions,
    clock,
    logFolder,
    onError = () => {},
    concurrency = Math.max(2, availableParallelism()),
    calls,
    compileCache,
  }: FunctionHostOptions) {
    this.concurrency = concurrency;
    this.#clock = clock;
    this.#onError = onError;
    // Lambda's zone is UTC. A thread cannot have one of its own, so the whole home keeps it.
    process.env.TZ = 'UTC';
    for (const definition of functions) {
      const log = new FunctionLog(definition, clock, logFolder);
      const shared = { instant: this.#instant, calls: calls?.(definition.name), compileCache };
      const pool = new Pool({ definition, log, ...shared, concurrency });
      this.#functions.set(definition.name, { definition, pool, invocations: 0, errors: 0 });
    }
  }

  /** Runs a function once. The clock stands still meanwhile. */
  readonly invoke: InvokeFunction = async (functionName, payload) => {
    const hosted = this.#find(functionName);
    const size = Buffer.byteLength(payload);
    if (size > LARGEST_PAYLOAD) {
      const errorMessage = `${size} byte payload is too large for the RequestResponse invocation type (limit ${LARGEST_PAYLOAD} bytes)`;
      return { ok: false, error: { errorType: 'RequestTooLargeException', errorMessage } };
    }
    return this.#clock.activity.during(async () => {
      this.#shareInstant();
      const invocation = await hosted.pool.invoke(payload);
      hosted.invocations++;
      if (!invocation.ok) {
        hosted.errors++;
        this.#onError(hosted.definition.name, invocation.error);
      }
      return invocation;
    });
  };

  /**
   * Loads a function's module before the first invocation needs it.
   *
   * @throws FunctionNotFoundError
   */
  async warm(functionName: string): Promise<void> {
    const { pool } = this.#find(functionName);
    this.#shareInstant();
    await pool.warm();
  }

  /** What runs, for the home's own pages. */
  describe(): FunctionUse[] {
    return [...this.#functions.values()].map(({ definition, pool, invocations, errors }) => {
      const { name, arn, memoryMb } = definition;
      return { name, arn, memoryMb, threads: pool.size, invocations, errors, milliseconds: pool.milliseconds };
    });
  }

  /** Ends every thread; invocations that still run end with an error. */
  async close(): Promise<void> {
    await Promise.all([...this.#functions.values()].map(({ pool }) => pool.close()));
  }

  #shareInstant(): void {
    Atomics.store(this.#instant, 0, this.#clock.mode === 'real' ? REAL_TIME : BigInt(this.#clock.now()));
  }

  #find(functionName: string): HostedFunction {
    const hosted = this.#functions.get(functionNameOf(functionName));
    if (!hosted) throw new FunctionNotFoundError(functionName);
    return hosted;
  }
}
