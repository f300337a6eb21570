import { randomUUID } from 'node:crypto';
import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { Definition, State, Workflow } from '../definition/language.ts';
import { innerWorkflows } from '../definition/language.ts';
import type { StoredEvent } from '../history.ts';
import type { JsonObject } from '../json.ts';
import type { Bindings } from '../jsonata/evaluate.ts';
import { MAX_EVENTS } from '../limits.ts';
import type { Execution } from '../store/executions.ts';
import type { Store } from '../store/store.ts';
import { type Failure, HistoryFullError } from './failure.ts';
import type { Children, Strand, StrandData } from './strand.ts';

/** What the interpreter needs from the service around it. */
export interface Surroundings {
  readonly store: Store;
  readonly region: string;
  now(): number;
  /** Functions that expressions may call. */
  readonly functions: Bindings;
}

/** A strand that came to its end: with its output, or with a failure that nothing in it took. */
export interface Ended {
  readonly strand: Strand;
  readonly failure?: Failure;
}

/**
 * One turn of one execution: reads the strands that it touches, collects what changes, and writes all of it at once.
 * Nothing else works on the execution meanwhile.
 */
export class Run {
  readonly execution: Execution;
  readonly definition: Definition;
  readonly around: Surroundings;
  /** Strands to be moved on in this turn. */
  readonly ready: Strand[] = [];
  /** Strands that have come to their end and whose parents do not know yet. */
  readonly ended: Ended[] = [];
  /** Strands whose calls are to be made once the turn is committed. */
  readonly calling: Strand[] = [];
  /** ARNs of executions that a strand awaits since this turn. */
  readonly awaiting: string[] = [];
  /** ARNs of executions that nobody awaits any longer. */
  readonly orphans: string[] = [];
  /** The earliest instant at which the clock must wake the execution again. */
  nextDue: number | undefined;
  readonly #strands = new Map<number, Strand>();
  readonly #moved = new Set<Strand>();
  readonly #changed = new Set<Strand>();
  readonly #dropped = new Set<number>();
  readonly #events: StoredEvent[] = [];

  constructor(around: Surroundings, execution: Execution) {
    this.around = around;
    this.execution = execution;
    this.definition = around.store.machines.definition(execution.definition);
  }

  get running(): boolean {
    return this.execution.status === 'RUNNING';
  }

  now(): number {
    return this.around.now();
  }

  strand(id: number): Strand | undefined {
    const known = this.#strands.get(id);
    if (known !== undefined || this.#dropped.has(id)) return known;
    const strand = this.around.store.strands.get(this.execution.id, id);
    if (strand !== undefined) this.#strands.set(id, strand);
    return strand;
  }

  allStrands(): Strand[] {
    return this.around.store.strands
      .ofExecution(this.execution.id)
      .map(({ id }) => this.strand(id))
      .filter((strand) => strand !== undefined);
  }

  parent(strand: Strand): Strand | undefined {
    return strand.parent === undefined ? undefined : this.strand(strand.parent);
  }

  children({ position: { children } }: Strand): Strand[] {
    return Array.from({ length: children?.total ?? 0 }, (_, number) => this.child(children as Children, number)).filter(
      (strand) => strand !== undefined,
    );
  }

  child({ first }: Children, number: number): Strand | undefined {
    return this.strand(first + number);
  }

  /** The workflow in which a strand moves: the machine's own, or that of its branch. */
  workflow(strand: Strand): Workflow {
    const parent = this.parent(strand);
    if (parent === undefined) return this.definition;
    const inner = innerWorkflows(this.state(parent));
    return (inner.length === 1 ? inner[0] : inner[strand.number]) as Workflow;
  }

  state(strand: Strand): State {
    return this.workflow(strand).States[strand.position.state] as State;
  }

  /** Makes the branches or iterations of a strand, each before its first state. */
  spawn(parent: Strand, phase: 'ready' | 'queued', starts: readonly { startAt: string; data: StrandData }[]): Children {
    const first = this.execution.last_strand + 1;
    this.execution.last_strand += starts.length;
    for (const [number, { startAt, data }] of starts.entries()) {
      const position = { state: startAt, last: parent.position.last };
      const id = first + number;
      const strand: Strand = {
        id,
        parent: parent.id,
        number,
        phase,
        dueAt: undefined,
        awaits: undefined,
        position,
        data,
      };
      this.#strands.set(id, strand);
      this.#changed.add(strand);
      if (phase === 'ready') this.ready.push(strand);
    }
    const children = { first, total: starts.length, started: phase === 'ready' ? starts.length : 0, ended: 0 };
    parent.position.children = children;
    this.move(parent, 'joining');
    return children;
  }

  /** Forgets the branches or iterations of a strand and all below them. */
  dropChildren(strand: Strand): void {
    for (const child of this.children(strand)) {
      this.dropChildren(child);
      this.#strands.delete(child.id);
      this.#moved.delete(child);
      this.#changed.delete(child);
      this.#dropped.add(child.id);
    }
    delete strand.position.children;
    this.touch(strand);
  }

  /** Puts a strand into a phase, until an instant if it is one that waits. */
  move(strand: Strand, phase: Strand['phase'], dueAt?: number): void {
    strand.phase = phase;
    strand.dueAt = dueAt;
    if (dueAt !== undefined && (this.nextDue === undefined || dueAt < this.nextDue)) this.nextDue = dueAt;
    if (phase !== 'awaiting-execution') strand.awaits = undefined;
    this.touch(strand);
  }

  /** Says that a strand's small part has changed. */
  touch(strand: Strand): void {
    this.#moved.add(strand);
  }

  /** Says that a strand's data have changed. */
  change(strand: Strand): void {
    this.#changed.add(strand);
  }

  /** Adds an event that the strand's next one follows. */
  emit(strand: Strand, type: HistoryEventType, details?: JsonObject, previous = strand.position.last): number {
    strand.position.last = this.note(type, details, previous);
    this.touch(strand);
    return strand.position.last;
  }

  /** Adds an event beside the line of any strand. @throws HistoryFullError */
  note(type: HistoryEventType, details: JsonObject | undefined, previous: number): number {
    const id = this.execution.last_event + 1;
    if (id >= MAX_EVENTS && !(type.startsWith('Execution') && id === MAX_EVENTS)) throw new HistoryFullError();
    this.execution.last_event = id;
    this.#events.push({ id, previous, at: this.now(), type, details });
    return id;
  }

  newCallId(): string {
    return randomUUID();
  }

  /** Writes everything that this turn changed; part of a transaction. */
  save(): void {
    const { executions, strands, events } = this.around.store;
    const { id, status } = this.execution;
    for (const event of this.#events) events.add(id, event);
    if (status === 'SUCCEEDED') strands.deleteAll(id);
    else {
      for (const dropped of this.#dropped) strands.delete(id, dropped);
      for (const strand of this.#changed) strands.put(id, strand);
      for (const strand of this.#moved) if (!this.#changed.has(strand)) strands.move(id, strand);
      if (status !== 'RUNNING') strands.stop(id);
    }
    executions.update(this.execution);
  }
}
