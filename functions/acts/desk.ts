import { logError } from '../log.ts';
import type { Records } from '../store/records.ts';
import { type Waker, wakeCase } from '../store/wake.ts';

/** What every act needs. Make one for each request: its instant is that of the act. */
export interface Desk {
  readonly records: Records;
  readonly workflows: Waker;
  readonly at: Date;
}

/** An act that meets somebody else's at the same row looks again; so often, it is worth an error. */
const ATTEMPTS = 8;

type ErrorClass = new (...parts: never[]) => Error;

/**
 * Does something that reads, decides and writes in one transaction, anew when what was read has changed meanwhile: then
 * it decides by how things are now.
 */
export async function decideAnew<Result>(
  overtaken: readonly ErrorClass[],
  act: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS || !overtaken.some((kind) => error instanceof kind)) throw error;
    }
  }
}

/** Wakes the workflow of a case. What has been written stands: when this fails, the sweep does it again. */
export async function wakeAfter({ records, workflows, at }: Desk, reference: string): Promise<void> {
  try {
    await wakeCase(records, workflows, reference, at);
  } catch (error) {
    logError('a workflow could not be woken', error, { reference });
  }
}
