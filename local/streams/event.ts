import { createHash } from 'node:crypto';
import type { StreamViewType, Table } from '../dynamodb/tables.ts';
import type { JsonItem, StreamRecord } from './record.ts';

/** One record of the event that Lambda sends: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export interface StreamEvent {
  eventID: string;
  eventName: string;
  eventVersion: string;
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  dynamodb: {
    /** Seconds since 1970, by the home's clock. */
    ApproximateCreationDateTime: number;
    Keys: JsonItem;
    NewImage?: JsonItem;
    OldImage?: JsonItem;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: StreamViewType;
  };
  /** Only on items that the time to live removed. */
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
  eventSourceARN: string;
}

/** Turns SDK items into JSON: the SDK gives binary values as bytes. */
export function jsonItem(item: Record<string, unknown>): JsonItem {
  return plain(item) as JsonItem;
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/**
 * @param table one with a stream in the template, whose names and view the function sees instead of the engine's
 * @param at the home's instant of the write, in milliseconds since 1970
 * @param expired whether the time to live removed the item
 */
export function streamEvent(
  { name, arn, stream }: Table,
  { position: { sequence }, eventName, keys, newImage, oldImage, bytes }: StreamRecord,
  at: number,
  expired: boolean,
): StreamEvent {
  const viewType = stream?.viewType ?? 'KEYS_ONLY';
  const seesNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const seesOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  return {
    // the engine's own is its sequence number, which is not unique among tables; the same for every delivery
    eventID: createHash('md5').update(`${name} ${sequence}`).digest('hex'),
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: arn.split(':')[3] ?? '',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys: keys,
      ...(seesNew && newImage && { NewImage: newImage }),
      ...(seesOld && oldImage && { OldImage: oldImage }),
      SequenceNumber: sequence,
      SizeBytes: bytes,
      StreamViewType: viewType,
    },
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    eventSourceARN: stream?.arn ?? '',
  };
}
