import { createHash, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Clock } from '../clock/clock.ts';
import { ObjectRefusal } from './refusal.ts';

/** What is known of an object besides its bytes. */
export interface ObjectFacts {
  readonly key: string;
  readonly bytes: number;
  /** With its quotation marks. */
  readonly etag: string;
  /** As S3 writes it: base64 of four bytes. */
  readonly crc32: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** `content-type`, `cache-control`… as they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** The owner's own: `x-amz-meta-` names without that beginning. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface NewObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface WriteConditions {
  /** `*`: only when there is no object of this key. */
  readonly ifNoneMatch?: string | undefined;
  /** Only when the object has this ETag. */
  readonly ifMatch?: string | undefined;
}

export interface ObjectStoreOptions {
  /** Each bucket is a folder in it. */
  folder: string;
  buckets: readonly string[];
  clock: Clock;
}

const LONGEST_KEY = 1024;
const WRITING = '.writing';

/** The file of an object: what is known of it on the first line, then its bytes. */
interface Kept {
  readonly facts: ObjectFacts;
  readonly file: string;
  /** Where the bytes begin. */
  readonly start: number;
}

/**
 * S3 for one machine: each object is one file, named by the hash of its key, so that no key leads out of the folder,
 * is too long for a file or clashes with another as a folder would. It is renamed into place, so it is there whole or
 * not at all. The list of keys is in memory.
 */
export class ObjectStore {
  readonly #options: ObjectStoreOptions;
  readonly #buckets = new Map<string, Map<string, Kept>>();

  constructor(options: ObjectStoreOptions) {
    this.#options = options;
    for (const bucket of options.buckets) {
      if (!/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket))
        throw new Error(`"${bucket}" cannot be the name of a bucket`);
      mkdirSync(join(options.folder, bucket), { recursive: true });
      this.#buckets.set(bucket, readBucket(join(options.folder, bucket)));
    }
  }

  /**
   * @throws ObjectRefusal when the bucket is missing, the key too long or a condition is not met
   */
  async put(bucket: string, object: NewObject, conditions: WriteConditions = {}): Promise<ObjectFacts> {
    const objects = this.#bucket(bucket);
    const { key, body, headers, metadata } = object;
    if (key === '' || Buffer.byteLength(key) > LONGEST_KEY) {
      throw new ObjectRefusal('KeyTooLongError', `A key has from 1 to ${LONGEST_KEY} bytes`);
    }
    const facts: ObjectFacts = {
      key,
      bytes: body.length,
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
      crc32: crc32Of(body),
      modifiedAt: this.#options.clock.now(),
      headers,
      metadata,
    };
    const line = Buffer.from(`${JSON.stringify(facts)}\n`);
    const file = join(this.#options.folder, bucket, createHash('sha256').update(key).digest('hex'));
    const temporary = `${file}.${randomUUID()}${WRITING}`;
    await writeFile(temporary, Buffer.concat([line, body]), { flush: true });
    try {
      // nothing else runs between this look and the rename
      checkWrite(objects.get(key)?.facts, conditions);
      renameSync(temporary, file);
    } catch (error) {
      await rm(temporary);
      throw error;
    }
    objects.set(key, { facts, file, start: line.length });
    return facts;
  }

  /** @throws ObjectRefusal */
  facts(bucket: string, key: string): ObjectFacts {
    return this.#get(bucket, key).facts;
  }

  /**
   * Some of an object's bytes.
   *
   * @param end after the last one
   * @throws ObjectRefusal
   */
  read(bucket: string, key: string, start: number, end: number): Uint8Array<ArrayBuffer> {
    const kept = this.#get(bucket, key);
    const bytes = new Uint8Array(end - start);
    readInto(bytes, kept.file, kept.start + start);
    return bytes;
  }

  /** Deletes an object; one that does not exist is deleted already. */
  delete(bucket: string, key: string): void {
    const kept = this.#bucket(bucket).get(key);
    if (!kept) return;
    rmSync(kept.file);
    this.#bucket(bucket).delete(key);
  }

  /** All objects whose key begins so, by key in the order of its UTF-8 bytes. */
  list(bucket: string, prefix: string): ObjectFacts[] {
    return [...this.#bucket(bucket).values()]
      .map(({ facts }) => facts)
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  #bucket(bucket: string): Map<string, Kept> {
    const objects = this.#buckets.get(bucket);
    if (!objects) throw new ObjectRefusal('NoSuchBucket', `The bucket ${bucket} does not exist`);
    return objects;
  }

  #get(bucket: string, key: string): Kept {
    const kept = this.#bucket(bucket).get(key);
    if (!kept) throw new ObjectRefusal('NoSuchKey', `The key ${key} does not exist`);
    return kept;
  }
}

export function crc32Of(body: Uint8Array): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return sum.toString('base64');
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function checkWrite(present: ObjectFacts | undefined, { ifNoneMatch, ifMatch }: WriteConditions): void {
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new ObjectRefusal('NotImplemented', 'If-None-Match can only be "*" when an object is written');
  }
  if (ifMatch !== undefined && !present) throw new ObjectRefusal('NoSuchKey', 'There is no object to match');
  if ((ifNoneMatch && present) || (ifMatch && ifMatch !== present?.etag)) {
    throw new ObjectRefusal('PreconditionFailed', 'At least one of the conditions did not hold');
  }
}

/** Reads what a folder holds, and clears away what a killed home had not finished writing. */
function readBucket(folder: string): Map<string, Kept> {
  const objects = new Map<string, Kept>();
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith(WRITING)) rmSync(file);
    else {
      const line = readFirstLine(file);
      const facts: ObjectFacts = JSON.parse(line.toString());
      objects.set(facts.key, { facts, file, start: line.length + 1 });
    }
  }
  return objects;
}

function readFirstLine(file: string): Buffer {
  for (let size = 4096; ; size *= 2) {
    const bytes = Buffer.alloc(size);
    const read = readInto(bytes, file, 0);
    const end = bytes.indexOf('\n');
    if (end >= 0) return bytes.subarray(0, end);
    if (read < size) throw new Error(`${file} is not an object of this home`);
  }
}

function readInto(bytes: Uint8Array, file: string, position: number): number {
  const descriptor = openSync(file, 'r');
  try {
    return readSync(descriptor, bytes, 0, bytes.length, position);
  } finally {
    closeSync(descriptor);
  }
}
