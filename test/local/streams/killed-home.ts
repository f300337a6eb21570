/**
 * A home reduced to its poller, in a process of its own that a test kills: notes each record that its function got, and
 * stands still when it has noted as many as it may, so that it is killed at its work however slow the killer is.
 * Arguments: folder of the home's database, endpoint of the engine, file for the notes, how many it may note, and the
 * engine's file where records are to be read from it instead of the endpoint.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { Clock } from '../../../local/clock/clock.ts';
import { openDatabase } from '../../../local/data/database.ts';
import { EngineFile } from '../../../local/dynamodb/engine-file.ts';
import { ItemExpiry } from '../../../local/dynamodb/expiry.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import type { StreamEvent } from '../../../local/streams/event.ts';
import { readMapping } from '../../../local/streams/mapping.ts';
import { StreamPoller } from '../../../local/streams/poller.ts';
import { place, recordsTable } from '../dynamodb/running-engine.ts';

const [, , folder = '', endpoint = '', notes = '', most = '', engineFile] = process.argv;
const database = openDatabase(join(folder, 'home.sqlite'));
const clock = new Clock();
const options = { endpoint, region: place.region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const client = new DynamoDBClient(options);
const tables = await createTables(client, [{ name: 'killed', properties: recordsTable }], place);
const mapping = readMapping('killed', {
  EventSourceArn: tables[0]?.stream?.arn,
  FunctionName: 'note',
  StartingPosition: 'TRIM_HORIZON',
  BatchSize: 3,
  ParallelizationFactor: 3,
});
let left = Number(most);
const poller = new StreamPoller({
  database,
  clock,
  streams: new DynamoDBStreamsClient(options),
  tables,
  mappings: mapping ? [mapping] : [],
  concurrency: 3,
  async invoke(_, payload) {
    const { Records } = JSON.parse(payload) as { Records: StreamEvent[] };
    await new Promise((resolve) => setTimeout(resolve, 2));
    left -= Records.length;
    if (left < 0) await new Promise(() => {});
    for (const { dynamodb } of Records) appendFileSync(notes, `${dynamodb.Keys.pk?.S} ${dynamodb.Keys.sk?.S}\n`);
    return { ok: true, payload: '' };
  },
  expiry: new ItemExpiry({ database, clock, client, onError: console.error }),
  engineFile: engineFile === undefined ? undefined : new EngineFile(engineFile),
  onError: console.error,
});
await poller.start();
