/** Says whether an event has what a pattern asks for. */
export type Pattern = (event: unknown) => boolean;

/** The pattern is not one that Lambda's event filters know. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Tests the scalar values found at one place of the event: none when it is absent, several when it is an array. */
type Rule = (values: readonly unknown[]) => boolean;

/**
 * Reads a filter pattern of an event source mapping: every field named must match, any entry of its list will do.
 * Scalars compare with their JSON type, so that DynamoDB's numbers, which are strings in events (`{"N": "12"}`), are
 * compared as strings and never match `numeric`.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 *
 * @param text JSON such as `{"dynamodb": {"NewImage": {"kind": {"S": ["application"]}}}}`
 * @throws PatternError
 */
export function readPattern(text: string): Pattern {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch (cause) {
    throw new PatternError(`the filter pattern is not JSON: ${text}`, { cause });
  }
  if (!isObject(pattern)) throw new PatternError(`the filter pattern is not an object: ${text}`);
  return readObject(pattern, '');
}

function readObject(pattern: Record<string, unknown>, path: string): Pattern {
  const tests = Object.entries(pattern).map(([key, wanted]): Pattern => {
    const here = path === '' ? key : `${path}.${key}`;
    if (key === '$or') return readOr(wanted, path);
    if (Array.isArray(wanted)) {
      const rules = wanted.map((entry) => readRule(entry, here));
      return (event) => {
        const values = scalars(field(event, key));
        return rules.some((rule) => rule(values));
      };
    }
    if (isObject(wanted)) {
      const inner = readObject(wanted, here);
      return (event) => inner(field(event, key));
    }
    throw new PatternError(`"${here}" of the filter pattern must be a list or an object`);
  });
  const matches: Pattern = (event) => (Array.isArray(event) ? event.some(matches) : tests.every((test) => test(event)));
  return matches;
}

function readOr(alternatives: unknown, path: string): Pattern {
  if (!Array.isArray(alternatives) || !alternatives.every(isObject)) {
    throw new PatternError('"$or" of the filter pattern must be a list of objects');
  }
  const tests = alternatives.map((alternative) => readObject(alternative, path));
  return (event) => tests.some((test) => test(event));
}

function readRule(entry: unknown, path: string): Rule {
  if (!isObject(entry)) return (values) => values.includes(entry);
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(entry);
  const read = operators[operator];
  if (read === undefined || more.length > 0) {
    throw new PatternError(`"${path}" of the filter pattern has no known operator: ${JSON.stringify(entry)}`);
  }
  const rule = read(operand);
  if (rule === undefined) {
    throw new PatternError(`"${path}" of the filter pattern has a wrong operand: ${JSON.stringify(entry)}`);
  }
  return rule;
}

/** The operators with what makes a rule of their operand; undefined when the operand is wrong. */
const operators: Record<string, (operand: unknown) => Rule | undefined> = {
  prefix: (start) => anyText(start, (value, wanted) => value.startsWith(wanted)),
  suffix: (end) => anyText(end, (value, wanted) => value.endsWith(wanted)),
  'equals-ignore-case': (text) => anyText(text, (value, wanted) => value.toLowerCase() === wanted.toLowerCase()),
  exists: (wanted) => (typeof wanted === 'boolean' ? (values) => values.length > 0 === wanted : undefined),
  'anything-but': (operand) => {
    const unwanted: unknown[] = Array.isArray(operand) ? operand : [operand];
    if (unwanted.some(isObject)) return undefined;
    return (values) => values.some((value) => !unwanted.includes(value));
  },
  numeric: (operand) => {
    if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) return undefined;
    const limits: ((value: number) => boolean)[] = [];
    for (let n = 0; n < operand.length; n += 2) {
      const compare = comparisons[String(operand[n])];
      const limit: unknown = operand[n + 1];
      if (compare === undefined || typeof limit !== 'number') return undefined;
      limits.push((value) => compare(value, limit));
    }
    return (values) => values.some((value) => typeof value === 'number' && limits.every((within) => within(value)));
  },
};

const comparisons: Record<string, (value: number, limit: number) => boolean> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

function anyText(wanted: unknown, test: (value: string, wanted: string) => boolean): Rule | undefined {
  if (typeof wanted !== 'string') return undefined;
  return (values) => values.some((value) => typeof value === 'string' && test(value, wanted));
}

function field(event: unknown, key: string): unknown {
  return isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
}

/** Only leaves count: `exists` says nothing of objects. */
function scalars(value: unknown): unknown[] {
  return [value].flat().filter((leaf) => leaf !== undefined && !isObject(leaf));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
