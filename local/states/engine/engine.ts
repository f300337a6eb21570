import type { Clock } from '../../clock/clock.ts';
import { StatesApiError } from '../errors.ts';
import { type Integrations, perform } from '../integrations/perform.ts';
import { advance } from '../interpreter/advance.ts';
import { endUnsuccessfully } from '../interpreter/ending.ts';
import { HistoryFullError } from '../interpreter/failure.ts';
import { onCallReturned, onDue, onExecutionEnded } from '../interpreter/messages.ts';
import { Run, type Surroundings } from '../interpreter/run.ts';
import type { Strand } from '../interpreter/strand.ts';
import type { Outcome } from '../interpreter/task.ts';
import { resourceOf } from '../interpreter/task-events.ts';
import { MAX_EVENTS } from '../limits.ts';
import type { Execution } from '../store/executions.ts';
import { type GroupCommit, ServiceClosedError } from '../store/group-commit.ts';
import { Alarm } from './alarm.ts';
import { Turns } from './turns.ts';

/** Due at once, worked on together: bounds the memory when ten thousand waits end at the same instant. */
const DUE_AT_ONCE = 500;

export interface EngineOptions {
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly commits: GroupCommit;
  readonly integrations: Integrations;
  readonly onError: (error: unknown) => void;
  /** Told, in the same transaction, that an execution has come to an end. */
  readonly onEnd: (execution: Execution) => void;
}

/**
 * Moves executions on. Each piece of work is a turn: something comes to an execution (a start, an answer, an instant),
 * it goes on as far as it can, and all that changed is committed at once; only then are calls made and answers given.
 * Whatever a crash cuts off is in the database as it was before the turn, and `resume` takes it up.
 */
export class Engine {
  readonly #options: EngineOptions;
  readonly #turns = new Turns();
  readonly #alarm: Alarm;
  #closed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { executions, strands } = options.around.store;
    const next = () => earliest(executions.nextDue(), strands.nextDue());
    this.#alarm = new Alarm(options.clock, next, () => this.#doWhatIsDue());
  }

  /** Takes up everything that was under way when the process ended. */
  resume(): void {
    const { strands, executions } = this.#options.around.store;
    const unfinished = [...strands.inPhase('ready'), ...strands.inPhase('again')].map(({ execution }) => execution);
    for (const execution of new Set(unfinished)) this.goOn(execution);
    for (const { execution, strand: id } of strands.inPhase('calling')) {
      this.#during(execution, (run) => {
        const strand = run.strand(id);
        if (strand?.phase === 'calling') this.#call(run, strand);
      });
    }
    for (const arn of strands.endedButAwaited()) {
      const child = executions.byArn(arn);
      if (child !== undefined) this.#tellWaiting(child);
    }
    this.#alarm.set();
  }

  close(): void {
    this.#closed = true;
    this.#alarm.close();
  }

  /** Moves on the strands of an execution that are ready to. */
  goOn(execution: number): void {
    this.#during(execution, (run) => {
      for (const id of run.around.store.strands.readyOf(execution)) run.ready.push(run.strand(id) as Strand);
    });
  }

  /** Sees that a time-out written elsewhere is kept. */
  expect(instant: number | null): void {
    if (instant !== null) this.#alarm.setAtLatest(instant);
  }

  /**
   * One turn of an execution. Resolves with what `apply` returns once everything is committed.
   *
   * @throws StatesApiError when `apply` refuses: then nothing is written
   */
  async turn<T>(execution: number, apply: (run: Run) => T | Promise<T>): Promise<T> {
    const { clock, around, commits, onEnd } = this.#options;
    return clock.activity.during(() =>
      this.#turns.next(execution, async () => {
        if (this.#closed) throw new ServiceClosedError();
        const { run, result } = await this.#work(execution, apply);
        if (this.#closed) throw new ServiceClosedError();
        await commits.write(() => {
          run.save();
          if (!run.running) onEnd(run.execution);
        });
        this.#afterCommit(run, around);
        return result;
      }),
    );
  }

  async #work<T>(id: number, apply: (run: Run) => T | Promise<T>): Promise<{ run: Run; result: T }> {
    const run = this.#load(id);
    try {
      const result = await apply(run);
      await advance(run);
      return { run, result };
    } catch (error) {
      if (error instanceof StatesApiError || this.#closed) throw error;
      if (error instanceof HistoryFullError) {
        const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
        endUnsuccessfully(run, 'FAILED', { error: 'States.Runtime', cause }, run.execution.last_event);
        return { run, result: undefined as T };
      }
      // a fault of the home, not of the workflow: it must be seen, and must not leave the execution hanging
      this.#options.onError(error);
      const fresh = this.#load(id);
      const cause = `The home could not go on with the execution: ${(error as Error).message}`;
      endUnsuccessfully(fresh, 'FAILED', { error: 'States.Runtime', cause }, fresh.execution.last_event);
      return { run: fresh, result: undefined as T };
    }
  }

  #load(id: number): Run {
    const { around } = this.#options;
    const execution = around.store.executions.byId(id);
    if (execution === undefined) throw new ServiceClosedError();
    return new Run(around, execution);
  }

  #afterCommit(run: Run, { store }: Surroundings): void {
    const { execution } = run;
    for (const arn of run.orphans) this.#stopOrphan(arn);
    if (!run.running) {
      this.#tellWaiting(execution);
      return;
    }
    for (const strand of run.calling) this.#call(run, strand);
    for (const awaited of run.awaiting) {
      const child = store.executions.byArn(awaited);
      if (child !== undefined && child.status !== 'RUNNING') this.#tellWaiting(child);
    }
    this.expect(run.nextDue ?? null);
    if (run.ready.length > 0) this.goOn(execution.id);
  }

  /** Makes the call of a task. It is made again after a crash, so it happens at least once. */
  #call(run: Run, strand: Strand): void {
    const { call } = strand.position;
    const state = run.state(strand);
    if (strand.phase !== 'calling' || state.Type !== 'Task' || call === undefined) return;
    const { clock, integrations, onError } = this.#options;
    const input = strand.data.arguments ?? null;
    void clock.activity.during(async () => {
      let outcome: Outcome;
      try {
        outcome = await perform(integrations, resourceOf(state), input, call.id);
      } catch (error) {
        onError(error);
        const cause = `The home could not make the call: ${(error as Error).message}`;
        outcome = { ok: false, failure: { error: 'States.TaskFailed', cause } };
      }
      await this.#during(run.execution.id, (later) => onCallReturned(later, strand.id, call.id, outcome));
    });
  }

  #tellWaiting(child: Execution): void {
    for (const { execution, strand } of this.#options.around.store.strands.awaiting(child.arn)) {
      this.#during(execution, (run) => onExecutionEnded(run, strand, child));
    }
  }

  /** Ends an execution whose starter no longer waits for it. */
  #stopOrphan(arn: string): void {
    const child = this.#options.around.store.executions.byArn(arn);
    if (child === undefined) return;
    this.#during(child.id, (run) => {
      if (run.running) endUnsuccessfully(run, 'ABORTED', {});
    });
  }

  async #doWhatIsDue(): Promise<void> {
    const { clock, around } = this.#options;
    const { executions, strands } = around.store;
    const now = clock.now();
    await Promise.all([
      ...strands
        .due(now, DUE_AT_ONCE)
        .map(({ execution, strand }) => this.#during(execution, (run) => onDue(run, strand))),
      ...executions.due(now, DUE_AT_ONCE).map((execution) =>
        this.#during(execution, (run) => {
          const { timeout_at } = run.execution;
          if (run.running && timeout_at !== null && timeout_at <= run.now()) endUnsuccessfully(run, 'TIMED_OUT', {});
        }),
      ),
    ]);
  }

  /** A turn that nobody outside waits for. */
  async #during(execution: number, apply: (run: Run) => void | Promise<void>): Promise<void> {
    try {
      await this.turn(execution, apply);
    } catch (error) {
      if (!this.#closed) this.#options.onError(error);
    }
  }
}

function earliest(...instants: (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
