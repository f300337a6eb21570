import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { RowKind } from '../../functions/store/keys.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { RecordsTable } from './records-table.ts';
import type { ServiceFunction } from './service-function.ts';

/** Which rows a function hears of: those of a kind, where it says so only those that are now in a state. */
export interface RowFilter {
  readonly kind: RowKind;
  readonly state?: string;
}

/** Rows that a listener is brought at a time, at most. */
export const LARGEST_BATCH = 25;

/**
 * The table's stream and who listens to it. Two listeners at most: beyond that AWS slows the stream's readers
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html).
 */
export class RecordStream extends Construct {
  readonly #records: RecordsTable;
  readonly #lanes: number;
  readonly #deadLetters: DeadLetterQueue;

  /** @param props.lanes batches of one shard that a listener works on at a time: several cases, each in its own order */
  constructor(scope: Construct, id: string, { records, lanes }: { records: RecordsTable; lanes: number }) {
    super(scope, id);
    this.#records = records;
    this.#lanes = lanes;
    this.#deadLetters = new DeadLetterQueue(this, 'DeadLetters');
  }

  /** Has a function told of rows as they are written, at least once, in the order of each partition. */
  listen(listener: ServiceFunction, rows: readonly RowFilter[], batchSize = LARGEST_BATCH): void {
    const { table } = this.#records;
    this.#records.grantStream(listener);
    new EventSourceMapping(this, listener.node.id, {
      target: listener,
      eventSourceArn: table.tableStreamArn as string,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      parallelizationFactor: this.#lanes,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // with the pauses that Lambda makes, about a quarter of an hour; the sweep takes over after that
      retryAttempts: 10,
      // as long as a stream keeps them: mail of a busy hour may wait that long for SES (docs/scale.md)
      maxRecordAge: Duration.hours(24),
      onFailure: new SqsDlq(this.#deadLetters),
      filters: rows.map(({ kind, state }) =>
        FilterCriteria.filter({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { NewImage: { kind: { S: [kind] }, ...(state && { state: { S: [state] } }) } },
        }),
      ),
    });
    this.#deadLetters.grantSendMessages(listener);
  }
}
