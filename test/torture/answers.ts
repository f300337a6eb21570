import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { HomeProcess } from './home-process.ts';
import type { Errand } from './workflow.ts';

interface Call {
  readonly functionName: string;
  readonly payload: { readonly name: string; readonly about: string; readonly token: string };
}

/** Every call that the functions of a home wrote down, over all its lives. */
export function calls(folder: string): Call[] {
  const file = join(folder, 'calls.jsonl');
  if (!existsSync(file)) return [];
  // the last line may have been cut by a kill
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Call);
}

/** Gives the outside world's word for every token that was parked; goes on until told to stop. */
export class Answers {
  readonly #home: HomeProcess;
  readonly #errands: ReadonlyMap<string, Errand>;
  readonly #answered = new Set<string>();

  constructor(home: HomeProcess, errands: ReadonlyMap<string, Errand>) {
    this.#home = home;
    this.#errands = errands;
  }

  /** Answers the tokens that were parked since the last time. */
  async give(): Promise<void> {
    const parked = calls(this.#home.folder).filter(({ functionName }) => functionName === 'park');
    const open = parked.filter(({ payload }) => payload.about === 'word' && !this.#answered.has(payload.token));
    await Promise.all(open.map(({ payload }) => this.#answer(payload)));
  }

  async #answer({ name, token }: Call['payload']): Promise<void> {
    this.#answered.add(token);
    try {
      await this.#home.ask((sfn) => sfn.send(new SendTaskHeartbeatCommand({ taskToken: token })));
      await this.#home.ask((sfn) =>
        this.#errands.get(name)?.isRefused
          ? sfn.send(new SendTaskFailureCommand({ taskToken: token, error: 'Refused', cause: name }))
          : sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify({ word: name }) })),
      );
    } catch (error) {
      // an answer whose reply was lost was taken already; a task that ran again after a kill has a new token
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) return;
      throw error;
    }
  }
}
