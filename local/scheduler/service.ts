import type { DatabaseSync } from 'node:sqlite';
import type { CallAws } from '../aws/call.ts';
import type { Clock } from '../clock/clock.ts';
import { migrate, transaction } from '../data/database.ts';
import type { InvokeFunction } from '../functions/invoke.ts';
import { firstDue, nameSchema, parseDefinition, type ScheduleDefinition } from './definition.ts';
import { Dispatcher } from './dispatcher.ts';
import { type DeadLetter, FIRING_TABLES, Firings } from './firings.ts';
import { onceForToken, TOKEN_TABLES } from './idempotency.ts';
import { SchedulerRefusal } from './refusal.ts';
import { SCHEDULE_TABLES, type Schedule, type ScheduleGroup, Schedules } from './schedules.ts';

export interface SchedulerOptions {
  database: DatabaseSync;
  clock: Clock;
  callAws: CallAws;
  invoke: InvokeFunction;
  region: string;
  account: string;
  onError: (error: unknown) => void;
}

/** Properties of the template's `AWS::Scheduler::ScheduleGroup` and `AWS::Scheduler::Schedule`, with their names. */
export interface DeclaredSchedules {
  readonly groups: readonly { readonly Name: string }[];
  readonly schedules: readonly unknown[];
}

/**
 * EventBridge Scheduler for one machine. That a schedule is due is written down before its target is invoked, so a
 * target is invoked at least once over any end of the home; what fell due while the home was off is done once, late.
 */
export class SchedulerService {
  readonly #options: SchedulerOptions;
  readonly #schedules: Schedules;
  readonly #firings: Firings;
  readonly #dispatcher: Dispatcher;

  constructor(options: SchedulerOptions) {
    const { database, clock } = options;
    migrate(database, 'scheduler', [[...SCHEDULE_TABLES, ...FIRING_TABLES, ...TOKEN_TABLES].join(';\n')]);
    this.#options = options;
    this.#schedules = new Schedules(database);
    this.#firings = new Firings(database);
    this.#schedules.addGroup('default', clock.now());
    const arn = (group: string, name: string): string => this.arn(group, name);
    this.#dispatcher = new Dispatcher({ ...options, schedules: this.#schedules, firings: this.#firings, arn });
  }

  /** Begins to fire, first of all what fell due meanwhile. */
  resume(): void {
    this.#dispatcher.wake();
  }

  /** Fires nothing more and waits for the targets that run. */
  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  /**
   * Makes the template's schedules so: new and changed ones are written, those that are no longer in it deleted. One
   * that is unchanged goes on as it was. Call it before `resume`.
   *
   * @throws SchedulerRefusal
   */
  declare({ groups, schedules }: DeclaredSchedules): void {
    const now = this.#options.clock.now();
    const definitions = schedules.map(parseDefinition);
    const arns = new Set(definitions.map((definition) => this.arn(definition.GroupName, definition.Name)));
    transaction(this.#options.database, () => {
      for (const { Name } of groups) this.#schedules.addGroup(Name, now);
      for (const definition of definitions) this.#write(definition, true);
      for (const schedule of this.#schedules.list()) {
        if (schedule.declared && !arns.has(this.arn(schedule.group, schedule.name))) this.#remove(schedule);
      }
    });
  }

  /**
   * @param body of the request, with the name from its path
   * @returns the schedule's ARN
   */
  create(body: unknown, token?: string): string {
    const definition = parseDefinition(body);
    const { GroupName, Name } = definition;
    return this.#change(['create', definition], token, () => {
      if (this.#schedules.get(GroupName, Name)) {
        throw new SchedulerRefusal('ConflictException', `Schedule ${Name} already exists.`);
      }
      this.#write(definition, false);
      return this.arn(GroupName, Name);
    });
  }

  /** Replaces a schedule wholly: what the request leaves out falls back to its default. */
  update(body: unknown, token?: string): string {
    const definition = parseDefinition(body);
    const { GroupName, Name } = definition;
    return this.#change(['update', definition], token, () => {
      this.get(GroupName, Name);
      this.#write(definition, false);
      return this.arn(GroupName, Name);
    });
  }

  get(group: string, name: string): Schedule {
    const schedule = this.#schedules.get(group, name);
    if (!schedule) throw new SchedulerRefusal('ResourceNotFoundException', `Schedule ${name} does not exist.`);
    return schedule;
  }

  delete(group: string, name: string, token?: string): void {
    this.#change(['delete', group, name], token, () => this.#remove(this.get(group, name)));
  }

  list(): Schedule[] {
    return this.#schedules.list();
  }

  createGroup(name: string, token?: string): string {
    if (!nameSchema.safeParse(name).success) {
      throw new SchedulerRefusal('ValidationException', `${name} cannot be the name of a group`);
    }
    return this.#change(['create-group', name], token, () => {
      if (this.#schedules.group(name)) {
        throw new SchedulerRefusal('ConflictException', `Schedule group ${name} already exists.`);
      }
      this.#schedules.addGroup(name, this.#options.clock.now());
      return this.groupArn(name);
    });
  }

  getGroup(name: string): ScheduleGroup {
    const group = this.#schedules.group(name);
    if (!group) throw new SchedulerRefusal('ResourceNotFoundException', `Schedule group ${name} does not exist.`);
    return group;
  }

  listGroups(): ScheduleGroup[] {
    return this.#schedules.groups();
  }

  /** Deletes a group with its schedules: at once, where AWS takes its time. */
  deleteGroup(name: string, token?: string): void {
    if (name === 'default') throw new SchedulerRefusal('ValidationException', 'The default group cannot be deleted.');
    this.#change(['delete-group', name], token, () => {
      this.getGroup(name);
      this.#firings.removeOf(name);
      this.#schedules.deleteGroup(name);
    });
  }

  /** What was given up, oldest first. */
  deadLetters(): DeadLetter[] {
    return this.#firings.deadLetters();
  }

  removeDeadLetter(number: number): void {
    this.#firings.removeDeadLetter(number);
  }

  arn(group: string, name: string): string {
    return `arn:aws:scheduler:${this.#options.region}:${this.#options.account}:schedule/${group}/${name}`;
  }

  groupArn(name: string): string {
    return `arn:aws:scheduler:${this.#options.region}:${this.#options.account}:schedule-group/${name}`;
  }

  /** One change in one transaction, done once for its token. */
  #change<T>(request: readonly unknown[], token: string | undefined, writes: () => T): T {
    const { database, clock } = this.#options;
    const once = { token, request: JSON.stringify(request), now: clock.now() };
    const answer = transaction(database, () => onceForToken(database, once, writes));
    this.#dispatcher.wake();
    return answer;
  }

  /** A change that leaves the times alone leaves the next one alone too: what has fired does not fire again. */
  #write(definition: ScheduleDefinition, declared: boolean): void {
    const { GroupName: group, Name: name } = definition;
    this.getGroup(group);
    const now = this.#options.clock.now();
    const before = this.#schedules.get(group, name);
    if (before && JSON.stringify(before.definition) === JSON.stringify(definition)) return;
    const createdAt = before?.createdAt ?? now;
    const sameTimes = before && times(before.definition) === times(definition);
    const due = sameTimes ? before.due : firstDue(definition, now, createdAt);
    this.#schedules.put({ group, name, definition, declared, createdAt, modifiedAt: now, due });
  }

  #remove({ group, name }: Schedule): void {
    this.#firings.removeOf(group, name);
    this.#schedules.delete({ group, name });
  }
}

/** What of a schedule decides when it is due. */
function times(definition: ScheduleDefinition): string {
  const { ScheduleExpression, ScheduleExpressionTimezone, StartDate, EndDate, State } = definition;
  return JSON.stringify([ScheduleExpression, ScheduleExpressionTimezone, StartDate, EndDate, State]);
}
