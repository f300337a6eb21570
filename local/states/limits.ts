/** Quotas of Step Functions: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */

/** Input, output or result of a state or task, and one variable, in bytes of UTF-8. */
export const MAX_DATA_BYTES = 262_144;
/** All variables that a state can see, in bytes. */
export const MAX_VARIABLES_BYTES = 10 * 1024 * 1024;
/** Entries in the history of an execution; the last place is kept for the event that ends it. */
export const MAX_EVENTS = 25_000;
/** Iterations of an inline Map that run at once. */
export const MAX_ITERATIONS_AT_ONCE = 40;
/** Longest wait or time-out, in seconds: a little over three years. */
export const MAX_SECONDS = 99_999_999;
/** An unsuccessful execution can be redriven for 14 days after its end. */
export const REDRIVE_WINDOW_MS = 14 * 24 * 3600 * 1000;
/** A redrive needs room for its own event and one more. */
export const MAX_EVENTS_TO_REDRIVE = 24_999;
/** Definition of a state machine, in characters. */
export const MAX_DEFINITION_LENGTH = 1_048_576;

export function exceedsDataLimit(text: string): boolean {
  // a character is at most three bytes of UTF-8, so most texts need no counting
  return text.length * 3 > MAX_DATA_BYTES && Buffer.byteLength(text) > MAX_DATA_BYTES;
}
