import type { Position } from './position.ts';

/** DynamoDB's JSON, as functions get it: binary values in base64. */
export type JsonItem = Record<string, Record<string, unknown>>;

/** One change of an item, whoever told of it. */
export interface StreamRecord {
  readonly position: NonNullable<Position>;
  readonly eventName: string;
  /** The engine's instant of the write, in milliseconds since 1970. */
  readonly writtenAt: number;
  readonly keys: JsonItem;
  readonly newImage: JsonItem | undefined;
  readonly oldImage: JsonItem | undefined;
  readonly bytes: number;
}

/** Walks a stream from a position on. */
export interface RecordSource {
  /** The next records, at most `PAGE`; none when there are none yet. */
  next(): Promise<StreamRecord[]>;
}

/** What GetRecords gives at most. */
export const PAGE = 1000;
