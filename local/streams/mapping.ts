import * as z from 'zod';
import { type Pattern, readPattern } from '../events/pattern.ts';

/** How the records of a table's stream reach a function: Lambda's event source mapping. */
export interface StreamMapping {
  /** Its logical id in the template: what its position in the stream is kept under. */
  id: string;
  functionName: string;
  streamArn: string;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  batchSize: number;
  /** How long records are gathered for a fuller batch, in milliseconds of the home's clock. */
  batchingWindow: number;
  /** How many batches may run at once; records of one partition key stay in order. */
  lanes: number;
  /** Retries after the first attempt; Infinity for as long as the records last. */
  retries: number;
  /** Age in milliseconds beyond which records are given up; Infinity for the stream's own retention. */
  maximumAge: number;
  bisects: boolean;
  reportsItemFailures: boolean;
  /** ARN of where records that are given up go. */
  destination: string | undefined;
  matches: Pattern;
}

/** The mapping asks for something that the home does not do. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
}

const orInfinity = (value: number) => (value === -1 ? Number.POSITIVE_INFINITY : value);

/** Defaults and limits: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html */
const mappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z.int().min(1).max(10_000).default(100),
  MaximumBatchingWindowInSeconds: z.int().min(0).max(300).default(0),
  ParallelizationFactor: z.int().min(1).max(10).default(1),
  MaximumRetryAttempts: z.int().min(-1).max(10_000).default(-1),
  MaximumRecordAgeInSeconds: z.int().min(-1).max(604_800).default(-1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  TumblingWindowInSeconds: z.literal(0).optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
});

/**
 * Reads an `AWS::Lambda::EventSourceMapping` whose source is a DynamoDB stream.
 *
 * @param properties its resolved properties
 * @returns undefined when the mapping is switched off
 * @throws MappingError
 * @throws PatternError
 */
export function readMapping(id: string, properties: unknown): StreamMapping | undefined {
  const read = mappingProperties.safeParse(properties);
  if (!read.success) throw new MappingError(`event source mapping "${id}": ${z.prettifyError(read.error)}`);
  const mapping = read.data;
  if (!/^arn:aws[\w-]*:dynamodb:.*\/stream\//.test(mapping.EventSourceArn)) {
    throw new MappingError(
      `event source mapping "${id}": only DynamoDB streams are read, not ${mapping.EventSourceArn}`,
    );
  }
  if (!mapping.Enabled) return undefined;
  const filters = (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => readPattern(Pattern));
  return {
    id,
    functionName: mapping.FunctionName,
    streamArn: mapping.EventSourceArn,
    startingPosition: mapping.StartingPosition,
    batchSize: mapping.BatchSize,
    batchingWindow: mapping.MaximumBatchingWindowInSeconds * 1000,
    lanes: mapping.ParallelizationFactor,
    retries: orInfinity(mapping.MaximumRetryAttempts),
    maximumAge: orInfinity(mapping.MaximumRecordAgeInSeconds) * 1000,
    bisects: mapping.BisectBatchOnFunctionError,
    reportsItemFailures: mapping.FunctionResponseTypes.length > 0,
    destination: mapping.DestinationConfig?.OnFailure?.Destination,
    matches: filters.length === 0 ? () => true : (event) => filters.some((filter) => filter(event)),
  };
}
