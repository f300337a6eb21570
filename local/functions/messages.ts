import type { Invocation, LambdaError } from './invoke.ts';

/** What a function's thread is started with. */
export interface ThreadData {
  readonly codeFolder: string;
  readonly handler: string;
  /** The home's instant in milliseconds, or REAL_TIME; written by the home, read by every thread. */
  readonly instant: BigInt64Array<SharedArrayBuffer>;
  /** Where every thread counts what it asks of DynamoDB, if anybody wants to know. */
  readonly calls: Int32Array | undefined;
  /** The open file that takes what the function prints; the home's standard output when there is none. */
  readonly logFile: number | undefined;
}

/** Stands in the shared instant while the home's clock is the computer's. */
export const REAL_TIME = -1n;

/** One invocation, as it is sent to a thread. */
export interface Request {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly payload: string;
  /** When the thread will be ended, in milliseconds of real time since 1970. */
  readonly deadline: number;
}

/** What a thread says: that its module is loaded, one answer for each request, or why it ends. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly invocation: Invocation; readonly milliseconds: number }
  | { readonly kind: 'fault'; readonly error: LambdaError };

/** Node's own variable for the folder of its compile cache: nothing that a function should see. */
export const COMPILE_CACHE = 'NODE_COMPILE_CACHE';
