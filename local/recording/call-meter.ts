import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { BatchGetItemInput } from '@aws-sdk/client-dynamodb';
import { onRequestBody, targetOf } from '../functions/request-body.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html: 4 KB a unit */
const READ_UNIT_BYTES = 4096;
const READS = /\.(?:GetItem|Query|BatchGetItem|TransactGetItems|Scan)$/;
const SINGLE_WRITES = /\.(?:PutItem|UpdateItem|DeleteItem)$/;

/** The channel of `node:diagnostics_channel` on which this thread's requests over HTTP are told once answered. */
const RESPONSES = 'http.client.response.finish';

const UNITS = 0;
const WRITES = 1;

/** What functions ask of DynamoDB. */
export class CallMeter {
  readonly #counts = new Map<string, Int32Array>();

  /** What all threads of a function share, to count in. */
  readonly of = (functionName: string): Int32Array => {
    const counts =
      this.#counts.get(functionName) ?? new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    this.#counts.set(functionName, counts);
    return counts;
  };

  readUnits(functionName: string): number {
    return Atomics.load(this.of(functionName), UNITS);
  }

  /** Rows that all of them wrote without a transaction. */
  singleWrites(): number {
    return this.#counts.values().reduce((sum, counts) => sum + Atomics.load(counts, WRITES), 0);
  }
}

/**
 * Counts, inside a function's thread, what its reads of DynamoDB consume: by the length of the answer's JSON, which is
 * somewhat longer than the items, and as strongly consistent reads; a batch at least one unit for each row that it asks for.
 * So it is rather too much.
 *
 * @returns what ends it
 */
export function meterCalls(shared: Int32Array): () => void {
  const rows = new WeakMap<ClientRequest, number>();
  const endBatches = onRequestBody('BatchGetItem', (body, request) => {
    rows.set(request, keysIn(body));
    return body;
  });
  const count = (message: unknown) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const target = targetOf(request);
    if (SINGLE_WRITES.test(target) && response.statusCode === 200) Atomics.add(shared, WRITES, 1);
    if (!READS.test(target)) return;
    const bytes = Number(response.headers['content-length'] ?? 0);
    Atomics.add(shared, UNITS, Math.max(rows.get(request) ?? 1, Math.ceil(bytes / READ_UNIT_BYTES)));
  };
  subscribe(RESPONSES, count);
  return () => {
    endBatches();
    unsubscribe(RESPONSES, count);
  };
}

function keysIn(batch: string): number {
  const { RequestItems } = JSON.parse(batch) as BatchGetItemInput;
  return Object.values(RequestItems ?? {}).reduce((sum, { Keys = [] }) => sum + Keys.length, 0);
}
