import type { ReadCase } from './case.ts';
import { type Comparison, compare, differencesAt, type Level } from './compare.ts';
import { PLACE } from './home.ts';
import type { DifferenceKind } from './match.ts';
import { runCase } from './run-case.ts';

export interface Outcome {
  readonly id: string;
  /** Why it was not run, when it was not. */
  readonly skipped?: string;
  /** Why it could not be compared, when it could not. */
  readonly broken?: string;
  readonly comparison?: Comparison;
}

/** Runs one case and compares; whatever goes wrong is the outcome of that case only. */
export async function outcomeOf(read: ReadCase): Promise<Outcome> {
  const { id } = read;
  if ('unread' in read) return { id, broken: `the case is not understood: ${read.unread}` };
  const { recorded } = read;
  const fields = recorded.jsonpath_mode_fields;
  if (fields.length > 0) return { id, skipped: `${fields.join(', ')} exists only in JSONPath mode` };
  try {
    return { id, comparison: compare(recorded, await runCase(recorded), PLACE) };
  } catch (error) {
    return { id, broken: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Whether a case passes at a level when differences of some kinds do not count. */
export function passes({ comparison }: Outcome, level: Level, forgiven: readonly DifferenceKind[] = []): boolean {
  return comparison !== undefined && differencesAt(level, comparison).every(({ kind }) => forgiven.includes(kind));
}

/** Every way of counting, whatever level was asked for. */
export function figures(outcomes: readonly Outcome[]) {
  const passed = (level: Level, forgiven?: DifferenceKind[]) =>
    outcomes.filter((outcome) => passes(outcome, level, forgiven)).length;
  return {
    skipped: outcomes.filter(({ skipped }) => skipped !== undefined).length,
    run: outcomes.filter(({ skipped }) => skipped === undefined).length,
    'level 1': passed(1),
    'level 2': passed(2),
    'level 3': passed(3),
    'level 3, ids=False': passed(3, ['id']),
    'level 3, cause=False': passed(3, ['cause']),
    'level 3, ids=False cause=False': passed(3, ['id', 'cause']),
  };
}

const DIFFERENCES_SHOWN = 6;

/** A failure as it is printed: the case, then its first differences. */
export function failureText({ id, broken, comparison }: Outcome, level: Level): string {
  const differences = comparison ? differencesAt(level, comparison).map(({ text }) => text) : [broken ?? ''];
  const rest = differences.length - DIFFERENCES_SHOWN;
  const shown = [...differences.slice(0, DIFFERENCES_SHOWN), ...(rest > 0 ? [`… and ${rest} more`] : [])];
  return [`FAILED ${id}`, ...shown.map((text) => `    ${text.replaceAll('\n', '\n    ')}`)].join('\n');
}

/** The line that closes a run; skipped cases count neither way. */
export function closingLine(outcomes: readonly Outcome[], level: Level): string {
  const run = outcomes.filter(({ skipped }) => skipped === undefined);
  const passed = run.filter((outcome) => passes(outcome, level)).length;
  return `${passed} passed, ${run.length - passed} failed`;
}
