import { refusals } from './errors.ts';

export interface TokenContent {
  readonly execution: number;
  readonly strand: number;
  /** The attempt of the task: the token of an earlier one is not taken. */
  readonly call: string;
}

/**
 * The token under which a task is answered from outside. It names the place to look, and the call's random id is what
 * makes it a secret. Like AWS's it is text of unspecified form that needs encoding in URLs.
 */
export function taskToken(execution: number, strand: number, call: string): string {
  return Buffer.from(JSON.stringify([execution, strand, call])).toString('base64');
}

/** @throws StatesApiError InvalidToken */
export function readTaskToken(token: string): TokenContent {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (Array.isArray(content)) {
      const [execution, strand, call]: unknown[] = content;
      if (Number.isSafeInteger(execution) && Number.isSafeInteger(strand) && typeof call === 'string') {
        return { execution: Number(execution), strand: Number(strand), call };
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusals.invalidTaskToken();
}
