/** What a function said: its answer, or its error in Lambda's own shape. Both are JSON text. */
export type Invocation =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: LambdaError };

/** As Lambda reports it: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export interface LambdaError {
  /** The error's name, or `Sandbox.Timedout`, `Runtime.ExitError`, `Function.ResponseSizeTooLarge`. */
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** There is no function of this name: answered as Lambda's ResourceNotFoundException. */
export class FunctionNotFoundError extends Error {
  override readonly name = 'FunctionNotFoundError';

  constructor(functionName: string) {
    super(`Function not found: ${functionName}`);
  }
}

/**
 * Runs a function of the home once and waits for its word. Never retries.
 *
 * @param functionName its name or ARN (a qualifier is ignored)
 * @param payload JSON text of at most 6 MB
 * @throws FunctionNotFoundError
 */
export type InvokeFunction = (functionName: string, payload: string) => Promise<Invocation>;
