import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { END, START } from './layout.ts';

/** `now`: the execution is in it; `failed`: an error left it; `stopped`: it was cut off by something else. */
export type Standing = 'not reached' | 'done' | 'now' | 'failed' | 'stopped';

export interface StateTrace {
  readonly standing: Standing;
  /** How often it was entered: items of a Map enter their states once each. */
  readonly visits: number;
  /** Errors of its own, also those that were retried or caught. */
  readonly errors: number;
}

/** Where an execution went. */
export interface Trace {
  state(name: string): StateTrace;
  /** Whether it went from one state to another. */
  went(from: string, to: string): boolean;
}

/** One entering of a state. */
interface Visit {
  readonly name: string;
  readonly isContainer: boolean;
  /** The visit of the Map or Parallel around it. */
  readonly around: Visit | undefined;
  /** In which attempt of the one around it: a retry begins its states anew. */
  readonly attempt: number;
  attempts: number;
  end?: 'done' | 'failed';
}

const OWN_ERROR = /^(?!Execution|Map|Parallel).*(Failed|TimedOut)$/;
const ABOUT_CONTAINER = /^(MapState|MapIteration|ParallelState)/;
const EXECUTION_END = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** Follows the history of an execution, from each event to the one before it. */
export function trace(events: readonly HistoryEvent[]): Trace {
  const byId = new Map(events.map((event) => [event.id, event]));
  const visits = new Map<string, Visit[]>();
  const errors = new Map<string, number>();
  const ways = new Set<string>();
  /** The innermost visit in which each event happened. */
  const placeOf = new Map<number | undefined, Visit | undefined>();

  const enter = (name: string, around: Visit | undefined, isContainer: boolean): Visit => {
    const visit = { name, isContainer, around, attempt: around?.attempts ?? 0, attempts: 0 };
    visits.set(name, [...(visits.get(name) ?? []), visit]);
    return visit;
  };

  const placeAfter = (event: HistoryEvent): Visit | undefined => {
    const { type = '' } = event;
    const before = placeOf.get(event.previousEventId);
    const entered = event.stateEnteredEventDetails?.name;
    if (entered !== undefined) return enter(entered, before, /^(Map|Parallel)StateEntered$/.test(type));
    const exited = event.stateExitedEventDetails?.name;
    if (exited !== undefined) {
      const visit = leave(before, ({ name }) => name === exited);
      if (visit) visit.end = 'done';
      return visit?.around;
    }
    // AWS numbers a failed evaluation as following what came before its state
    const failing = event.evaluationFailedEventDetails?.state;
    if (failing !== undefined) return visits.get(failing)?.findLast(({ end }) => end === undefined);
    if (!ABOUT_CONTAINER.test(type)) return before;
    const container = leave(before, ({ isContainer }) => isContainer);
    if (container && /^(Map|Parallel)StateStarted$/.test(type)) container.attempts++;
    return container;
  };

  for (const event of events) {
    const place = placeAfter(event);
    placeOf.set(event.id, place);
    if (place && OWN_ERROR.test(event.type ?? '')) errors.set(place.name, (errors.get(place.name) ?? 0) + 1);
    if (place && event.stateEnteredEventDetails) {
      ways.add(way(byId.get(event.previousEventId)?.stateExitedEventDetails?.name ?? START, place.name));
    }
  }

  const last = events.at(-1);
  const beforeLast = byId.get(last?.previousEventId);
  if (last?.type === 'ExecutionFailed') leave(placeOf.get(last.id), () => false);
  const ending =
    beforeLast?.type === 'FailStateEntered' ? beforeLast.stateEnteredEventDetails : beforeLast?.stateExitedEventDetails;
  if (ending?.name !== undefined) ways.add(way(ending.name, END));

  const isOver = EXECUTION_END.test(last?.type ?? '');
  return {
    state: (name) => ({
      standing: standing(visits.get(name) ?? [], isOver),
      visits: visits.get(name)?.length ?? 0,
      errors: errors.get(name) ?? 0,
    }),
    went: (from, to) => ways.has(way(from, to)),
  };
}

/** Goes outwards to the visit that is looked for; an error left those on the way. */
function leave(place: Visit | undefined, isIt: (visit: Visit) => boolean): Visit | undefined {
  let visit = place;
  while (visit && !isIt(visit)) {
    visit.end ??= 'failed';
    visit = visit.around;
  }
  return visit;
}

function standing(visits: readonly Visit[], isOver: boolean): Standing {
  const latest = visits.filter(isOfLatestAttempt);
  const counted = latest.length > 0 ? latest : visits;
  if (counted.length === 0) return 'not reached';
  if (!isOver && counted.some(isOpen)) return 'now';
  if (counted.some(({ end }) => end === 'failed')) return 'failed';
  return counted.every(({ end }) => end === 'done') ? 'done' : 'stopped';
}

function isOfLatestAttempt({ attempt, around }: Visit): boolean {
  return attempt === (around?.attempts ?? 0);
}

function isOpen(visit: Visit): boolean {
  return visit.end === undefined && isOfLatestAttempt(visit) && (visit.around === undefined || isOpen(visit.around));
}

/** One text for a pair of names. */
function way(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
