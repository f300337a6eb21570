import { ObjectRefusal } from './refusal.ts';
import type { ObjectFacts } from './store.ts';

/** What a reader gets of an object: nothing new (304) or the bytes from `start` up to `end`. */
export type Reading =
  | { readonly status: 304 }
  | { readonly status: 200 | 206; readonly start: number; readonly end: number };

/**
 * Applies a request's conditions and range, in HTTP's order of precedence (RFC 9110, 13.2.2).
 *
 * @throws ObjectRefusal
 */
export function readingOf(headers: Headers, facts: ObjectFacts): Reading {
  const ifMatch = headers.get('if-match');
  const unmodifiedSince = headers.get('if-unmodified-since');
  if (ifMatch ? !matches(ifMatch, facts) : unmodifiedSince && changedSince(unmodifiedSince, facts)) {
    throw new ObjectRefusal('PreconditionFailed', 'At least one of the conditions did not hold');
  }
  const ifNoneMatch = headers.get('if-none-match');
  const modifiedSince = headers.get('if-modified-since');
  if (ifNoneMatch ? matches(ifNoneMatch, facts) : modifiedSince && !changedSince(modifiedSince, facts)) {
    return { status: 304 };
  }
  return rangeOf(headers.get('range'), facts.bytes);
}

function matches(list: string, { etag }: ObjectFacts): boolean {
  return list.split(',').some((tag) => ['*', etag].includes(tag.trim()));
}

/** HTTP's dates have whole seconds. */
function changedSince(date: string, { modifiedAt }: ObjectFacts): boolean {
  return Math.floor(modifiedAt / 1000) * 1000 > Date.parse(date);
}

/** One range; anything else is answered with the whole object, as HTTP allows. */
function rangeOf(header: string | null, bytes: number): Reading {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return { status: 200, start: 0, end: bytes };
  const start = from === '' ? Math.max(bytes - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? bytes : Math.min(Number(to) + 1, bytes);
  if (start >= end) throw new ObjectRefusal('InvalidRange', `The object has ${bytes} bytes`);
  return { status: 206, start, end };
}
