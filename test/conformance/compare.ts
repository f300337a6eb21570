import type { RecordedCase } from './case.ts';
import { happening, inGroups, sequence, withParallelRule } from './events.ts';
import type { Json, JsonObject } from './json.ts';
import { type Difference, Matcher } from './match.ts';
import { normalise, type Place, readText, readTexts } from './normalise.ts';

/** What DescribeExecution and GetExecutionHistory gave, as JSON. */
export interface Run {
  readonly execution: JsonObject;
  readonly events: JsonObject[];
}

/** How a run differs from its recording: in its result (level 1), in its steps (level 2), in their details (level 3). */
export interface Comparison {
  readonly result: Difference[];
  readonly sequence: Difference[];
  readonly details: Difference[];
}

export type Level = 1 | 2 | 3;

export function compare(recorded: RecordedCase, run: Run, place: Place): Comparison {
  const events = normalise(run.events.map(readTexts), recorded.normalise, place);
  const execution = normalise(readExecution(run.execution), recorded.normalise, place);
  const result = compareResult(recorded, execution);
  if (recorded.expected.events === null) {
    const described = recorded.expected.describe_execution;
    return { result, sequence: [], details: described ? new Matcher().differences(described, execution, '') : [] };
  }
  const expectedEvents = recorded.expected.events.map(readTexts);
  const gotEvents = withParallelRule(events, recorded);
  const steps = compareSequence(sequence(expectedEvents), sequence(gotEvents));
  const details = steps.length > 0 ? [] : compareDetails(expectedEvents, gotEvents);
  return { result, sequence: steps, details: [...details, ...compareTimestamps(run.events)] };
}

function readExecution(execution: JsonObject): JsonObject {
  const read = { ...execution };
  for (const field of ['input', 'output']) if (field in read) read[field] = readText(read[field] as Json);
  return read;
}

function compareResult({ expected }: RecordedCase, execution: JsonObject): Difference[] {
  const matcher = new Matcher();
  // an execution that did not succeed has no output, which the recording writes as null
  const output = expected.status === 'SUCCEEDED' ? expected.output : (expected.output ?? undefined);
  return [
    ...matcher.differences(expected.status, execution.status, 'status'),
    ...matcher.differences(output, execution.output, 'output'),
    ...matcher.differences(expected.error ?? undefined, execution.error, 'error'),
  ];
}

/** How many equal steps are shown before the first that differs. */
const STEPS_BEFORE = 2;
const STEPS_AFTER = 4;

function compareSequence(expected: string[], got: string[]): Difference[] {
  const length = Math.max(expected.length, got.length);
  const first = Array.from({ length }).findIndex((_, index) => expected[index] !== got[index]);
  if (first < 0) return [];
  const from = Math.max(first - STEPS_BEFORE, 0);
  const window = (steps: string[]) =>
    [
      from > 0 ? '… ' : '',
      steps.slice(from, first + STEPS_AFTER).join(' '),
      steps.length > first + STEPS_AFTER ? ' …' : '',
    ].join('');
  const text = `event sequence differs:\n  expected ${window(expected)}\n  got      ${window(got)}`;
  return [{ kind: 'value', text }];
}

function compareDetails(expected: JsonObject[], got: JsonObject[]): Difference[] {
  const matcher = new Matcher();
  const gotGroups = inGroups(got);
  return inGroups(expected).flatMap((group, index) => {
    const rest = [...(gotGroups[index] ?? [])];
    return group.flatMap((event) => {
      // the same steps are in both groups, so a partner of the same kind is always left
      const partners = rest.filter((other) => happening(other) === happening(event));
      const partner = partners.find((other) => new Matcher().differences(event, other, '').length === 0) ?? partners[0];
      if (partner) rest.splice(rest.indexOf(partner), 1);
      return matcher.differences(event, partner, `#${event.id} ${event.type}`);
    });
  });
}

function compareTimestamps(events: JsonObject[]): Difference[] {
  return events.flatMap(({ id, type, timestamp }, index): Difference[] => {
    const before = events[index - 1]?.timestamp;
    if (typeof timestamp === 'string' && (typeof before !== 'string' || before <= timestamp)) return [];
    return [{ kind: 'value', text: `#${id} ${type}.timestamp: ${timestamp ?? 'nothing'} after ${before}` }];
  });
}

/** The differences that count at a level. */
export function differencesAt(level: Level, { result, sequence: steps, details }: Comparison): Difference[] {
  if (level === 1) return result;
  return level === 2 ? [...result, ...steps] : [...result, ...steps, ...details];
}
