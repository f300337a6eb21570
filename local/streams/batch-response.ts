/** How much of a batch a function did: all of it, or everything before one record. */
export type BatchOutcome = 'done' | { failedFrom: number };

/**
 * Reads the answer of a function that reports item failures: everything from its lowest failed sequence number on is
 * retried. An answer that names no record of the batch is a failure of the whole batch.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @param payload the function's answer, JSON text
 * @param sequences the batch's sequence numbers, in order
 */
export function readBatchResponse(payload: string, sequences: readonly string[]): BatchOutcome {
  const response: unknown = payload === '' ? null : JSON.parse(payload);
  const failures = hasFailures(response) ? response.batchItemFailures : null;
  if (failures === null || failures === undefined) return 'done';
  if (!Array.isArray(failures)) return { failedFrom: 0 };
  if (failures.length === 0) return 'done';
  const indexes = failures.map((failure: unknown) =>
    hasIdentifier(failure) ? sequences.indexOf(String(failure.itemIdentifier)) : -1,
  );
  // -1, an unknown or missing identifier, is below all others
  return { failedFrom: Math.max(0, Math.min(...indexes)) };
}

function hasFailures(response: unknown): response is { batchItemFailures: unknown } {
  return typeof response === 'object' && response !== null && 'batchItemFailures' in response;
}

function hasIdentifier(failure: unknown): failure is { itemIdentifier: unknown } {
  return typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure;
}
