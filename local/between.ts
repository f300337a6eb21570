import type { InvokeFunction } from './functions/invoke.ts';
import type { Answer } from './http/listener.ts';

/**
 * What stands between the parts of a home: nothing. The fault suite puts functions that fail, streams that repeat
 * themselves and AWS calls that are lost there, so that neither the service nor the home knows of faults.
 */
export interface Between {
  /** Around every invocation of a function. */
  readonly invoke: (invoke: InvokeFunction) => InvokeFunction;
  /** Around the AWS endpoints. */
  readonly aws: (answer: Answer) => Answer;
}

export const NOTHING_BETWEEN: Between = { invoke: (invoke) => invoke, aws: (answer) => answer };
