import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { type Json, parseJson } from '../json.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Longest list that `$range` makes. */
const MAX_RANGE = 1_000;

const formatMillis = jsonata('$fromMillis($instant, $picture, $timezone)');

/** What JSONata reports for a wrong argument, so that the cause reads like those of its own functions. */
function argumentError(message: string): Error {
  return Object.assign(new Error(message), { code: 'T0410' });
}

/**
 * What Step Functions adds to JSONata, and what it changes: no `$eval`, and the time is the home's.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export function awsFunctions(now: () => number): Record<string, unknown> {
  return {
    eval: undefined,
    now: (picture?: string, timezone?: string) =>
      formatMillis.evaluate(undefined, { instant: now(), picture, timezone }),
    millis: () => now(),
    partition,
    range,
    hash,
    random,
    uuid: () => randomUUID(),
    parse: (text: string | undefined) => (text === undefined ? undefined : withoutMinusZero(parseJson(text))),
  };
}

/** `$partition([1,2,3], 2)` is `[[1,2],[3]]`. */
function partition(list: Json | undefined, size: Json | undefined): Json[][] | undefined {
  if (list === undefined) return undefined;
  if (typeof size !== 'number' || size < 1) throw argumentError('Argument 2 of function "partition" must be positive');
  const step = Math.trunc(size);
  const items = Array.isArray(list) ? list : [list];
  return Array.from({ length: Math.ceil(items.length / step) }, (_, part) =>
    items.slice(part * step, (part + 1) * step),
  );
}

/** `$range(1, 9, 2)` is `[1,3,5,7,9]`; like any JSONata sequence, one alone stands without its list. */
function range(first: Json | undefined, last: Json | undefined, step: Json | undefined): Json | undefined {
  if (typeof first !== 'number' || typeof last !== 'number' || typeof step !== 'number') {
    throw argumentError('The arguments of function "range" must be numbers');
  }
  if (step === 0) throw argumentError('Argument 3 of function "range" must not be zero');
  const length = Math.max(Math.floor((last - first) / step) + 1, 0);
  if (length > MAX_RANGE) throw argumentError(`Function "range" makes at most ${MAX_RANGE} items`);
  const items = Array.from({ length }, (_, index) => first + index * step);
  return items.length > 1 ? items : items[0];
}

/** `$hash('text', 'SHA-256')`, in hexadecimal. */
function hash(data: Json | undefined, algorithm: Json | undefined): string | undefined {
  if (data === undefined) return undefined;
  const name = typeof algorithm === 'string' ? HASHES[algorithm] : undefined;
  if (name === undefined) throw argumentError(`Argument 2 of function "hash" must be one of ${Object.keys(HASHES)}`);
  return createHash(name)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
}

/** From 0 up to 1; the same for the same seed. */
function random(seed?: Json): number {
  if (seed === undefined) return Math.random();
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

function withoutMinusZero(value: Json): Json {
  return value === 0 ? 0 : value;
}
