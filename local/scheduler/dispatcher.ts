import type { DatabaseSync } from 'node:sqlite';
import type { CallAws } from '../aws/call.ts';
import type { Clock } from '../clock/clock.ts';
import { type DueJob, DueWork } from '../clock/due-work.ts';
import { transaction } from '../data/database.ts';
import type { InvokeFunction } from '../functions/invoke.ts';
import { nextDue } from './definition.ts';
import type { DeadLetter, Firing, Firings } from './firings.ts';
import type { Schedule, Schedules } from './schedules.ts';
import { fillInput, invokeTarget, isoSeconds, parseTarget, type TargetFailure } from './target.ts';

export interface DispatcherOptions {
  database: DatabaseSync;
  clock: Clock;
  callAws: CallAws;
  invoke: InvokeFunction;
  schedules: Schedules;
  firings: Firings;
  arn: (group: string, name: string) => string;
  onError: (error: unknown) => void;
}

/** 185 retries 8 minutes apart fill the 24 hours that Scheduler tries for. */
const FIRST_RETRY_PAUSE = 30_000;
const LONGEST_RETRY_PAUSE = 480_000;

/** Notices that schedules are due, writes it down, and only then invokes their targets, again and again if need be. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #work: DueWork;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { clock, schedules, firings, onError } = options;
    this.#work = new DueWork({
      clock,
      parallel: 16,
      onError,
      due: (now) => this.#due(now),
      next: (now) => earliest(schedules.nextDue(now), firings.nextDue(now)),
    });
  }

  wake(): void {
    this.#work.wake();
  }

  close(): Promise<void> {
    return this.#work.close();
  }

  *#due(now: number): Generator<DueJob> {
    const { database, schedules, firings } = this.#options;
    const due = schedules.due(now);
    if (due.length > 0) transaction(database, () => this.#record(due, now));
    for (const firing of firings.due(now)) yield { key: firing.id, run: () => this.#fire(firing) };
  }

  /** A recurring schedule that missed several times is due once. */
  #record(due: readonly Schedule[], now: number): void {
    for (const schedule of due) {
      this.#options.firings.add(schedule, schedule.due ?? now, now);
      this.#options.schedules.setDue(schedule, nextDue(schedule.definition, now, schedule.createdAt));
    }
  }

  async #fire(firing: Firing): Promise<void> {
    const { database, clock } = this.#options;
    const attempt = firing.attempts + 1;
    const input = fillInput(firing.target.Input, {
      scheduleArn: this.#options.arn(firing.group, firing.name),
      scheduledTime: firing.scheduledAt,
      executionId: `${firing.id}-${attempt}`,
      attempt,
    });
    try {
      await invokeTarget(parseTarget(firing.target.Arn), input, firing.id, this.#options);
    } catch (error) {
      const failure = error as TargetFailure;
      const pause = Math.min(FIRST_RETRY_PAUSE * 2 ** firing.attempts, LONGEST_RETRY_PAUSE);
      const exhausted = exhaustedCondition(firing, failure, clock.now() + pause);
      if (exhausted === undefined) return this.#options.firings.retryAt(firing, clock.now() + pause);
      this.#options.onError(failure);
      transaction(database, () => {
        this.#options.firings.addDeadLetter(this.#deadLetter(firing, input, failure, exhausted));
        this.#complete(firing);
      });
      return;
    }
    transaction(database, () => this.#complete(firing));
  }

  #complete(firing: Firing): void {
    this.#options.firings.remove(firing);
    const schedule = this.#options.schedules.get(firing.group, firing.name);
    if (schedule?.definition.ActionAfterCompletion !== 'DELETE' || schedule.due !== undefined) return;
    if (schedule.definition.State === 'ENABLED' && !this.#options.firings.anyOf(schedule))
      this.#options.schedules.delete(schedule);
  }

  #deadLetter(firing: Firing, input: string, failure: TargetFailure, exhausted: string): Omit<DeadLetter, 'number'> {
    return {
      at: this.#options.clock.now(),
      queue: firing.target.DeadLetterConfig?.Arn ?? null,
      body: input,
      attributes: {
        ERROR_CODE: failure.code,
        ERROR_MESSAGE: failure.message,
        EXECUTION_ID: `${firing.id}-${firing.attempts + 1}`,
        ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
        IS_PAYLOAD_TRUNCATED: 'false',
        RETRY_ATTEMPTS: String(firing.attempts),
        SCHEDULED_TIME: isoSeconds(firing.scheduledAt),
        SCHEDULE_ARN: this.#options.arn(firing.group, firing.name),
        TARGET_ARN: firing.target.Arn,
      },
    };
  }
}

/** Why a firing is not tried again: undefined when it is, '' when trying again could not help. */
function exhaustedCondition(firing: Firing, failure: TargetFailure, retryAt: number): string | undefined {
  if (failure.mostRetries === 0) return '';
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = firing.target.RetryPolicy;
  if (firing.attempts >= Math.min(MaximumRetryAttempts, failure.mostRetries)) return 'MaximumRetryAttempts';
  if (retryAt > firing.recordedAt + MaximumEventAgeInSeconds * 1000) return 'MaximumEventAgeInSeconds';
  return undefined;
}

function earliest(...instants: (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
