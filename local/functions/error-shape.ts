import { types } from 'node:util';
import type { LambdaError } from './invoke.ts';

/** A fault that Lambda's Node runtime names itself, such as `Runtime.HandlerNotFound`. */
export class RuntimeError extends Error {
  override readonly name: string;

  constructor(kind: string, message: string) {
    super(message);
    this.name = `Runtime.${kind}`;
  }
}

/** What a function threw, in the shape in which Lambda reports it. */
export function lambdaError(thrown: unknown): LambdaError {
  if (!types.isNativeError(thrown)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}

/** The end of a function's process, told by its exit code or signal. */
export function exitError(requestId: string, reason: { code: number } | { signal: string }): LambdaError {
  const text =
    'signal' in reason
      ? `Runtime exited with error: signal: ${reason.signal}`
      : reason.code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${reason.code}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${text}` };
}

export function timeoutError(requestId: string, timeoutSeconds: number): LambdaError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}
