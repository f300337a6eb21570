import { ObjectRefusal } from './refusal.ts';
import type { ObjectFacts, ObjectStore } from './store.ts';

export interface ListRequest {
  readonly prefix: string;
  readonly delimiter: string;
  readonly mostKeys: number;
  /** Keys up to this one are left out. */
  readonly after: string;
}

export interface Listing {
  readonly objects: readonly ObjectFacts[];
  /** Beginnings of keys up to the delimiter, each standing for all its keys. */
  readonly commonPrefixes: readonly string[];
  /** Where the next page goes on; undefined when this is the last. */
  readonly next: string | undefined;
}

const LONGEST_PAGE = 1000;

/** One page of https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjects(store: ObjectStore, bucket: string, request: ListRequest): Listing {
  const { prefix, delimiter, after } = request;
  const most = Math.min(request.mostKeys, LONGEST_PAGE);
  if (!Number.isInteger(most) || most < 0)
    throw new ObjectRefusal('InvalidArgument', 'max-keys must be a whole number');
  const objects: ObjectFacts[] = [];
  const commonPrefixes: string[] = [];
  let last = after;
  for (const facts of store.list(bucket, prefix)) {
    const cut = delimiter === '' ? -1 : facts.key.indexOf(delimiter, prefix.length);
    const group = cut < 0 ? undefined : facts.key.slice(0, cut + delimiter.length);
    if (group === undefined ? notAfter(facts.key, after) : group === last || notAfter(group, after)) continue;
    if (objects.length + commonPrefixes.length === most) return { objects, commonPrefixes, next: last };
    if (group === undefined) objects.push(facts);
    else commonPrefixes.push(group);
    last = group ?? facts.key;
  }
  return { objects, commonPrefixes, next: undefined };
}

function notAfter(text: string, after: string): boolean {
  return Buffer.compare(Buffer.from(text), Buffer.from(after)) <= 0;
}
