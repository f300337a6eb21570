import { randomUUID } from 'node:crypto';
import { type AttributeValue, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Clock, type ClockMode } from '../../../local/clock/clock.ts';
import { ItemExpiry } from '../../../local/dynamodb/expiry.ts';
import { createTables, type Table } from '../../../local/dynamodb/tables.ts';
import type { Invocation } from '../../../local/functions/invoke.ts';
import type { StreamEvent } from '../../../local/streams/event.ts';
import { readMapping } from '../../../local/streams/mapping.ts';
import { StreamPoller } from '../../../local/streams/poller.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../dynamodb/running-engine.ts';

export const START = Date.parse('2026-11-22T09:00:00Z');
export const SECOND = 1000;
export const HOUR = 3600 * SECOND;

export type Answer = (records: StreamEvent[], invocation: number) => Invocation | Promise<Invocation>;
export const fine: Answer = () => ({ ok: true, payload: 'null' });
export const broken: Answer = () => ({ ok: false, error: { errorType: 'Error', errorMessage: 'broken' } });

/** A table of its own on the running engine, whose stream goes to one function that remembers what it got. */
export class StreamHome {
  readonly clock: Clock;
  readonly name: string;
  readonly batches: StreamEvent[][] = [];
  readonly errors: string[] = [];
  answer: Answer = fine;
  table!: Table;
  poller!: StreamPoller;
  readonly #running: RunningEngine;
  readonly #tableProperties: object;

  constructor(
    running: RunningEngine,
    tableProperties: object = {},
    mode: ClockMode = 'manual',
    name = `table-${randomUUID()}`,
  ) {
    this.name = name;
    this.#running = running;
    this.#tableProperties = { ...recordsTable, ...tableProperties };
    this.clock = new Clock({ mode, now: START });
  }

  async start(mapping: object = {}, concurrency = 10): Promise<this> {
    const { client, streams, database, engine } = this.#running;
    const [table] = await createTables(client, [{ name: this.name, properties: this.#tableProperties }], place);
    this.table = table as Table;
    const onError = (error: unknown) => this.errors.push(String(error));
    const read = readMapping(`${this.name}-mapping`, {
      EventSourceArn: this.table.stream?.arn,
      FunctionName: 'follow',
      StartingPosition: 'TRIM_HORIZON',
      ...mapping,
    });
    this.poller = new StreamPoller({
      database,
      clock: this.clock,
      streams,
      tables: [this.table],
      mappings: read ? [read] : [],
      concurrency,
      invoke: async (_, payload) => {
        const { Records } = JSON.parse(payload) as { Records: StreamEvent[] };
        this.batches.push(Records);
        return this.answer(Records, this.batches.length);
      },
      expiry: new ItemExpiry({ database, clock: this.clock, client, onError }),
      engineFile: engine.file,
      onError,
    });
    await this.poller.start();
    return this;
  }

  /** The partition keys of each batch, in order. */
  keys(): string[][] {
    return this.batches.map((batch) => batch.map((record) => record.dynamodb.Keys.pk?.S as string));
  }

  async put(pk: string, more: Record<string, AttributeValue> = {}, sk = '-'): Promise<void> {
    const Item = { pk: { S: pk }, sk: { S: sk }, ...more };
    await this.#running.client.send(new PutItemCommand({ TableName: this.name, Item }));
  }

  async delete(pk: string): Promise<void> {
    const Key = { pk: { S: pk }, sk: { S: '-' } };
    await this.#running.client.send(new DeleteItemCommand({ TableName: this.name, Key }));
  }

  /** Everything that can happen at this instant has happened. */
  settled(): Promise<void> {
    return this.clock.activity.settled();
  }

  passed(time: number): Promise<void> {
    return this.clock.moveTo(this.clock.now() + time);
  }
}

/** Homes of one test file, on one engine; each stops after its test. */
export function useStreamHomes() {
  let running: RunningEngine;
  const homes: StreamHome[] = [];
  beforeAll(async () => {
    running = await runEngine();
  });
  afterEach(async () => {
    for (const home of homes.splice(0)) await home.poller.stop();
  });
  afterAll(() => running.end());
  return (...options: ConstructorParameters<typeof StreamHome> extends [unknown, ...infer R] ? R : never) => {
    const home = new StreamHome(running, ...options);
    homes.push(home);
    return home;
  };
}
