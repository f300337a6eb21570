import type { DatabaseSync } from 'node:sqlite';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Clock } from '../clock/clock.ts';
import { transaction } from '../data/database.ts';
import type { EngineFile } from '../dynamodb/engine-file.ts';
import type { ItemExpiry } from '../dynamodb/expiry.ts';
import type { Table } from '../dynamodb/tables.ts';
import type { InvokeFunction } from '../functions/invoke.ts';
import { type DeadLetter, DeadLetterStore } from './dead-letters.ts';
import { EngineRecords } from './engine-records.ts';
import { Lane } from './lane.ts';
import { MappingError, type StreamMapping } from './mapping.ts';
import { comparePositions, type Position, PositionStore } from './position.ts';
import type { StreamReader } from './reader.ts';
import type { StreamRecord } from './record.ts';
import { StreamCursor } from './stream-cursor.ts';
import { endOfStream, StreamLog } from './stream-log.ts';

export interface StreamPollerOptions {
  database: DatabaseSync;
  clock: Clock;
  streams: DynamoDBStreamsClient;
  tables: readonly Table[];
  mappings: readonly StreamMapping[];
  /** Invocations of one function at once. More lanes would wait for one another, each with the smaller batches for it. */
  concurrency: number;
  invoke: InvokeFunction;
  /** Follows the tables that have a time to live, and knows which removals were its own. */
  expiry: ItemExpiry;
  /** The engine's file, when it is the home's own: makes looking cheap and lets read records be dropped. */
  engineFile: EngineFile | undefined;
  /** Told of each change of a table once. */
  onRecord?: (table: string, record: StreamRecord) => void;
  onError: (error: unknown) => void;
}

interface Followed {
  log: StreamLog;
  readers: StreamReader[];
}

/** Real time between two looks. With the engine's file a look costs microseconds, without it a request per stream. */
const LOOK_EVERY_MS = 20;
const LOOK_FAR_EVERY_MS = 50;
/** After an error, such as an engine that has gone. */
const LOOK_AGAIN_MS = 1000;
/** Records that were read are dropped this many looks apart: about every ten seconds. */
const TRIM_EVERY_LOOKS = 500;

/**
 * Follows the streams of the tables: takes their records to the functions that the event source mappings name, and
 * learns which items expire. What is unread holds simulated time still.
 */
export class StreamPoller {
  readonly #options: StreamPollerOptions;
  readonly #positions: PositionStore;
  readonly #deadLetters: DeadLetterStore;
  #followed: Followed[] = [];
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #started = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: StreamPollerOptions) {
    const { concurrency, mappings } = options;
    const usable = mappings.map((mapping) => ({ ...mapping, lanes: Math.min(mapping.lanes, concurrency) }));
    this.#options = { ...options, mappings: usable };
    this.#positions = new PositionStore(options.database);
    this.#deadLetters = new DeadLetterStore(options.database);
    options.clock.activity.probe(async () => void (await this.#look()));
  }

  /**
   * Begins to read where it stopped last time.
   *
   * @throws MappingError when a mapping reads a stream of no table
   */
  async start(): Promise<void> {
    const { mappings, tables } = this.#options;
    for (const { id, streamArn } of mappings) {
      if (!tables.some(({ stream }) => stream?.arn === streamArn)) {
        throw new MappingError(`event source mapping "${id}": no table has the stream ${streamArn}`);
      }
    }
    for (const table of tables) {
      if (table.engineStreamArn !== undefined) this.#followed.push(await this.#follow(table, table.engineStreamArn));
    }
    this.#started = true;
    this.#lookSoon(0);
  }

  /** Ends when the batches that are being delivered have ended. */
  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#followed.flatMap(({ readers }) => readers.map((reader) => reader.stop())));
  }

  /** The records that were given up, oldest first. */
  deadLetters(): DeadLetter[] {
    return this.#deadLetters.list();
  }

  removeDeadLetter(id: number): void {
    this.#deadLetters.remove(id);
  }

  async #follow(table: Table, streamArn: string): Promise<Followed> {
    const { streams, expiry, engineFile, mappings, onRecord } = this.#options;
    const begun: { mapping: StreamMapping; positions: Position[] }[] = [];
    for (const mapping of mappings.filter((mapping) => mapping.streamArn === table.stream?.arn)) {
      begun.push({ mapping, positions: await this.#begin(mapping, streamArn) });
    }
    const expires = table.timeToLiveAttribute !== undefined;
    const expiryFrom = expires ? await expiry.begin(table) : undefined;

    const starts = [...begun.flatMap(({ positions }) => positions), ...(expires ? [expiryFrom] : [])];
    const log = new StreamLog({
      open: (after) =>
        engineFile ? new EngineRecords(engineFile, table.name, after) : new StreamCursor(streams, streamArn, after),
      table,
      from: furthestBehind(starts),
      stamp: (record) => this.#stamp(record),
      expired: (record) => expiry.hasRemoved(table, record),
      onRecord: onRecord && ((record) => onRecord(table.name, record)),
      version: engineFile && (() => engineFile.version()),
    });
    const readers: StreamReader[] = begun.flatMap(({ mapping, positions }) =>
      positions.map((from, lane) => this.#lane(log, mapping, lane, from)),
    );
    if (expires) readers.push(expiry.follow(log, expiryFrom));
    return { log, readers };
  }

  /** Where each lane of a mapping goes on, or starts. */
  async #begin(mapping: StreamMapping, streamArn: string): Promise<Position[]> {
    const { database, streams } = this.#options;
    let positions = this.#positions.find(mapping.id, streamArn, mapping.lanes);
    if (positions === undefined) {
      const start = mapping.startingPosition === 'LATEST' ? await endOfStream(streams, streamArn) : undefined;
      positions = Array.from({ length: mapping.lanes }, () => start);
    }
    const begun = positions;
    transaction(database, () => this.#positions.begin(mapping.id, streamArn, begun));
    return begun;
  }

  #lane(log: StreamLog, mapping: StreamMapping, lane: number, from: Position): Lane {
    const { database, clock, invoke, onError } = this.#options;
    const save = (position: Position) => this.#positions.save(mapping.id, log.streamArn, lane, position);
    return new Lane({
      clock,
      log,
      mapping,
      lane,
      from,
      invoke,
      save,
      giveUp: (entries, because, invocations, position) =>
        transaction(database, () => {
          this.#deadLetters.add(mapping, entries, because, invocations, clock.now());
          save(position);
        }),
      onError,
    });
  }

  /**
   * The home's instant of a write. The engine stamps its records with the computer's clock; simulated time stands still
   * while a record is unread, so then it is now.
   */
  #stamp(record: StreamRecord): number {
    const { clock } = this.#options;
    if (clock.mode !== 'real') return clock.now();
    return record.writtenAt;
  }

  #lookSoon(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().then((well) => {
        const next = this.#options.engineFile ? LOOK_EVERY_MS : LOOK_FAR_EVERY_MS;
        if (this.#started) this.#lookSoon(well ? next : LOOK_AGAIN_MS);
      });
    }, pause);
  }

  /** Has what was written since taken up. Resolves, when all readers that can go on have begun, with whether it could. */
  async #look(): Promise<boolean> {
    if (!this.#started) return true;
    try {
      for (const { log, readers } of this.#followed) {
        await log.refresh();
        for (const reader of readers) reader.run();
      }
      if (++this.#looks % TRIM_EVERY_LOOKS === 0) this.#trim();
      return true;
    } catch (error) {
      this.#options.onError(error);
      return false;
    }
  }

  #trim(): void {
    for (const { log, readers } of this.#followed) {
      const done = furthestBehind(readers.map((reader) => reader.savedPosition()));
      if (done) this.#options.engineFile?.trimStream(log.table.name, done.sequence);
    }
  }
}

/** undefined, the beginning, comes before all. */
function furthestBehind(positions: readonly Position[]): Position {
  return positions.length === 0 ? undefined : positions.reduce((a, b) => (comparePositions(a, b) <= 0 ? a : b));
}
