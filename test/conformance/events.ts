import type { RecordedCase } from './case.ts';
import { canonical, isObject, type JsonObject } from './json.ts';

const PARALLEL_ENDS = ['ParallelStateSucceeded', 'ParallelStateFailed', 'ParallelStateAborted', 'ParallelStateExited'];

/** The id that the recorder gave to events inside a Parallel state, whose order it dropped. */
const BLANK_ID = [0];

/**
 * Does to a run's history what the recorder did to those of Parallel states: blanks the numbering inside them and
 * leaves out the closing event when the recording lost it.
 */
export function withParallelRule(events: readonly JsonObject[], recorded: RecordedCase): JsonObject[] {
  if (!recorded.normalise.some(({ kind }) => kind === 'parallel-sort')) return [...events];
  const lostEnd = recorded.recording_gaps.some(({ before }) => before === 'ParallelStateExited');
  let inside = false;
  return events
    .filter((_event, index) => !(lostEnd && events[index + 1]?.type === 'ParallelStateExited'))
    .map((event) => {
      const type = String(event.type);
      if (type === 'ParallelStateStarted' || PARALLEL_ENDS.includes(type)) inside = type === 'ParallelStateStarted';
      else if (inside) return { ...event, id: BLANK_ID, previousEventId: 0 };
      return event;
    });
}

function isBlanked(event: JsonObject): boolean {
  return canonical(event.id ?? null) === canonical(BLANK_ID);
}

/** A history cut into single events and into groups of blanked events, which have no order. */
export function inGroups(events: readonly JsonObject[]): JsonObject[][] {
  const groups: JsonObject[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (isBlanked(event) && last?.[0] && isBlanked(last[0])) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** What happened, without details: `TaskStateEntered(Designate)`, `MapIterationStarted(Seek endorsements)[0]`. */
export function happening(event: JsonObject): string {
  const details = Object.entries(event).find(([key]) => /^(state|mapIteration)\w+EventDetails$/.test(key))?.[1];
  if (!isObject(details)) return String(event.type);
  const index = details.index === undefined ? '' : `[${details.index}]`;
  return details.name === undefined ? String(event.type) : `${event.type}(${details.name})${index}`;
}

/** The sequence of a history's happenings; those inside a blanked group in alphabetical order. */
export function sequence(events: readonly JsonObject[]): string[] {
  return inGroups(events).flatMap((group) => group.map(happening).sort());
}
