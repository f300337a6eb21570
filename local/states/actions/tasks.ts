import type * as sfn from '@aws-sdk/client-sfn';
import type { Engine } from '../engine/engine.ts';
import { refusals } from '../errors.ts';
import { onHeartbeat, onTokenAnswered } from '../interpreter/messages.ts';
import type { Run } from '../interpreter/run.ts';
import type { Outcome } from '../interpreter/task.ts';
import { type Json, parseJson } from '../json.ts';
import { exceedsDataLimit } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { readTaskToken, type TokenContent } from '../tokens.ts';

/** The API actions by which the holder of a task token answers. Each is answered once its effect is committed. */
export class TaskActions {
  readonly #store: Store;
  readonly #engine: Engine;

  constructor(store: Store, engine: Engine) {
    this.#store = store;
    this.#engine = engine;
  }

  async success({ taskToken = '', output = '' }: sfn.SendTaskSuccessInput): Promise<sfn.SendTaskSuccessOutput> {
    return this.#answer(taskToken, { ok: true, output: readOutput(output) });
  }

  async failure({ taskToken = '', error, cause }: sfn.SendTaskFailureInput): Promise<sfn.SendTaskFailureOutput> {
    return this.#answer(taskToken, { ok: false, failure: { error, cause } });
  }

  heartbeat({ taskToken = '' }: sfn.SendTaskHeartbeatInput): Promise<sfn.SendTaskHeartbeatOutput> {
    return this.#reach(taskToken, (run, token) => onHeartbeat(run, token));
  }

  #answer(taskToken: string, outcome: Outcome): Promise<object> {
    return this.#reach(taskToken, (run, token) => onTokenAnswered(run, token, outcome));
  }

  /** @throws StatesApiError InvalidToken, TaskDoesNotExist, TaskTimedOut */
  async #reach(text: string, tell: (run: Run, token: TokenContent) => void | Promise<void>): Promise<object> {
    const token = readTaskToken(text);
    if (this.#store.executions.byId(token.execution) === undefined) throw refusals.taskDoesNotExist();
    await this.#engine.turn(token.execution, (run) => tell(run, token));
    return {};
  }
}

/** @throws StatesApiError InvalidOutput, ValidationException */
function readOutput(output: string): Json {
  if (exceedsDataLimit(output)) {
    throw refusals.validation(
      "1 validation error detected: Value at 'output' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  }
  try {
    return parseJson(output);
  } catch (error) {
    throw refusals.invalidOutput((error as SyntaxError).message);
  }
}
