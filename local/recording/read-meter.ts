import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html: 4 KB a unit */
const READ_UNIT_BYTES = 4096;
const READS = /\.(?:GetItem|Query|BatchGetItem|TransactGetItems|Scan)$/;

/** Read units of DynamoDB, counted in all threads of functions together. */
export class ReadMeter {
  /** Shared with every thread. */
  readonly shared = new Int32Array(new SharedArrayBuffer(4));

  units(): number {
    return Atomics.load(this.shared, 0);
  }
}

/**
 * Counts, inside a function's thread, what its reads of DynamoDB consume: by the length of the answer's JSON, which is
 * somewhat longer than the items, and as strongly consistent reads. So it is rather too much.
 */
export function meterReads(shared: Int32Array): void {
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    if (!READS.test(String(request.getHeader('x-amz-target')))) return;
    const bytes = Number(response.headers['content-length'] ?? 0);
    Atomics.add(shared, 0, Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)));
  });
}
