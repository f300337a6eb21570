import type { EngineFile, EngineRecord } from '../dynamodb/engine-file.ts';
import type { Position } from './position.ts';
import { PAGE, type RecordSource, type StreamRecord } from './record.ts';

/** Walks the stream of a table in the file of the home's own engine, which has one shard for ever. */
export class EngineRecords implements RecordSource {
  readonly #file: EngineFile;
  readonly #table: string;
  #sequence: string;

  constructor(file: EngineFile, table: string, after: Position) {
    this.#file = file;
    this.#table = table;
    this.#sequence = after?.sequence ?? '0';
  }

  async next(): Promise<StreamRecord[]> {
    const records = this.#file.recordsAfter(this.#table, this.#sequence, PAGE);
    this.#sequence = records.at(-1)?.sequence ?? this.#sequence;
    return records.map(read);
  }
}

function read({ shard, sequence, eventName, createdAt, keys, newImage, oldImage }: EngineRecord): StreamRecord {
  return {
    position: { shard, sequence },
    eventName,
    writtenAt: createdAt * 1000,
    keys: JSON.parse(keys),
    newImage: newImage === null ? undefined : JSON.parse(newImage),
    oldImage: oldImage === null ? undefined : JSON.parse(oldImage),
    bytes: keys.length + (newImage?.length ?? 0) + (oldImage?.length ?? 0),
  };
}
