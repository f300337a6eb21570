import { isObject, type Json, parsed } from './json.ts';

/** `id`: event numbering; `cause`: AWS's English texts. Both are scored apart from the rest. */
export type DifferenceKind = 'id' | 'cause' | 'value';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly text: string;
}

/** Subtrees that belong to AWS's transport, not to Step Functions. */
const IGNORED = new Set(['SdkHttpMetadata', 'SdkResponseMetadata', 'RequestId', 'RedriveCount']);

/** Parts of a function's error that belong to its runtime: the recorded functions were Python. */
const IGNORED_IN_CAUSE = new Set(['requestId', 'stackTrace', 'trace']);

/** What the recorder put in place of values that differ from run to run. */
const PLACEHOLDER =
  /<(?:uuid|task_token|message_id|resource|LogResult|m-d5-of-message-body):\d+>|<(?:extended_)?request_id>/g;

const ISO_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Compares values with a recording in which changing values are placeholders; the same number is the same value. */
export class Matcher {
  readonly #bound = new Map<string, string>();

  /** How a run differs from the recording at and under a path; nothing when it agrees. */
  differences(expected: Json | undefined, got: Json | undefined, path: string): Difference[] {
    if (typeof expected === 'string' && this.#matchesText(expected, got, path)) return [];
    if (Array.isArray(expected) && Array.isArray(got)) {
      return Array.from({ length: Math.max(expected.length, got.length) }, (_, index) =>
        this.differences(expected[index], got[index], `${path}[${index}]`),
      ).flat();
    }
    if (isObject(expected) && isObject(got)) {
      return [...new Set([...Object.keys(expected), ...Object.keys(got)])]
        .filter((key) => !IGNORED.has(key) && !(isCause(path) && IGNORED_IN_CAUSE.has(key)))
        .flatMap((key) => this.differences(expected[key], got[key], path === '' ? key : `${path}.${key}`));
    }
    if (expected === got) return [];
    return [{ kind: kindOf(path), text: `${path}: expected ${shown(expected)}, got ${shown(got)}` }];
  }

  #matchesText(expected: string, got: Json | undefined, path: string): boolean {
    if (expected === got) return true;
    if (got === undefined) return false;
    if (expected === 'timestamp' && /timestamp/i.test(lastKey(path))) return true;
    if (expected === 'executionSucceededEventDetails.output' || expected === 'snf_role_arn') return true;
    if (typeof got !== 'string') return false;
    if (expected === 'date' || expected === 'datetime') return ISO_DATE_TIME.test(got);
    return this.#matchesJson(expected, got, path) || this.#matchesPlaceholders(expected, got);
  }

  /** Two texts that both hold JSON, such as the cause of a function's error, are compared as JSON. */
  #matchesJson(expected: string, got: string, path: string): boolean {
    if (!/^[[{]/.test(expected) || !/^[[{]/.test(got)) return false;
    const [expectedValue, gotValue] = [parsed(expected), parsed(got)];
    if (expectedValue === undefined || gotValue === undefined) return false;
    return this.differences(expectedValue, gotValue, path).length === 0;
  }

  #matchesPlaceholders(expected: string, got: string): boolean {
    const placeholders = expected.match(PLACEHOLDER);
    if (!placeholders) return false;
    const pattern = expected.split(PLACEHOLDER).map(RegExp.escape).join('([^]+?)');
    const values = new RegExp(`^${pattern}$`).exec(got)?.slice(1);
    if (!values) return false;
    return placeholders.every((placeholder, index) => this.#binds(placeholder, values[index] as string));
  }

  #binds(placeholder: string, value: string): boolean {
    const numbered = placeholder.includes(':');
    if (numbered && (this.#bound.get(placeholder) ?? value) !== value) return false;
    this.#bound.set(placeholder, value);
    return true;
  }
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function isCause(path: string): boolean {
  return path.split('.').some((key) => key === 'cause' || key === 'Cause');
}

function kindOf(path: string): DifferenceKind {
  if (/^#\S+ \w+\.(id|previousEventId)$/.test(path)) return 'id';
  return isCause(path) ? 'cause' : 'value';
}

const LONGEST_SHOWN = 300;

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)` : text;
}
