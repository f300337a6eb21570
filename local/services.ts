import type { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { createCallAws } from './aws/call.ts';
import { type AwsServices, type Endpoints, endpointVariables } from './aws/door.ts';
import type { Between } from './between.ts';
import type { Clock } from './clock/clock.ts';
import type { DataFolder } from './data/data-folder.ts';
import type { Engine } from './dynamodb/engine.ts';
import { ItemExpiry } from './dynamodb/expiry.ts';
import { createTables } from './dynamodb/tables.ts';
import { EventBus } from './events/event-bus.ts';
import { FunctionHost } from './functions/function-host.ts';
import type { InvokeFunction } from './functions/invoke.ts';
import { Mailbox } from './mail/mailbox.ts';
import { ObjectStore } from './objects/store.ts';
import type { PartsList } from './parts-list.ts';
import type { Letters } from './queues/letter.ts';
import { lettersOf } from './queues/letters-of.ts';
import { CallMeter } from './recording/call-meter.ts';
import { Recording } from './recording/recording.ts';
import { writeMeter } from './recording/write-units.ts';
import { SchedulerService } from './scheduler/service.ts';
import { declareStateMachines } from './states/declare.ts';
import { StatesService } from './states/service.ts';
import { StreamPoller } from './streams/poller.ts';
import type { StreamRecord } from './streams/record.ts';

export interface ServicesOptions {
  readonly region: string;
  readonly account: string;
  readonly parts: PartsList;
  readonly folder: DataFolder;
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly endpoints: Endpoints;
  /** An SMTP server that also gets all mail, as a URL. */
  readonly relay: string | undefined;
  /** Folder for what Node compiles. */
  readonly compileCache: string;
  /** How many invocations of one function may run at once; undefined: `FunctionHost` knows. */
  readonly concurrency: number | undefined;
  readonly between: Between;
  /** Ends what is started, in the order that invocations need: those who invoke first, functions last. */
  readonly closing: AsyncDisposableStack;
  /** Opens the AWS endpoints: called before anything runs that may use them. */
  readonly announce: (services: AwsServices, recording: Recording) => void;
}

export interface Services extends AwsServices {
  readonly functions: FunctionHost;
  /** Runs a function, as every part of the home does. */
  readonly invoke: InvokeFunction;
  /** The environment of all functions together: names and ARNs of resources. */
  readonly told: Readonly<Record<string, string>>;
  readonly letters: Letters;
  readonly recording: Recording;
}

/** Makes a service of each part of the template, and has them go on where they were. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { parts, folder, database, clock, engine, endpoints, relay, compileCache, concurrency, closing, announce } =
    options;
  const place = { region: options.region, account: options.account };
  const onError = (error: unknown) => console.error(error);
  // commands are made ready once instead of at each call
  const access = { region: place.region, endpoint: engine.endpoint, credentials: ANYBODY, cacheMiddleware: true };
  const records = closing.adopt(new DynamoDBClient(access), (client) => client.destroy());
  const recordStreams = closing.adopt(new DynamoDBStreamsClient(access), (client) => client.destroy());
  // the SDK prepares every answer for a log that nobody keeps: most of the time that reading a busy stream takes
  recordStreams.middlewareStack.remove('loggerMiddleware');
  const tables = await createTables(records, parts.tables, place);

  const calls = new CallMeter();
  const functions = new FunctionHost({
    functions: parts.functions.map((definition) => ({
      ...definition,
      environment: { ...definition.environment, ...endpointVariables(endpoints) },
    })),
    clock,
    logFolder: folder.logs,
    calls: calls.of,
    compileCache,
    ...(concurrency !== undefined && { concurrency }),
  });
  closing.defer(() => functions.close());

  const invoke = options.between.invoke(functions.invoke);
  const common = { ...place, database, clock, invoke, callAws: createCallAws(place.region, endpoints), onError };
  const states = closing.adopt(new StatesService(common), (service) => service.close());
  await declareStateMachines(states, parts.stateMachines, place);
  const recording = new Recording({ database, functions, calls, logFolder: folder.logs });
  const fire = <Given extends unknown[], Answer>(target: (...given: Given) => Answer) => {
    return (...given: Given): Answer => {
      recording.counters.schedulesFired++;
      return target(...given);
    };
  };
  const scheduled = { ...common, invoke: fire(invoke), callAws: fire(common.callAws) };
  const scheduler = closing.adopt(new SchedulerService(scheduled), (service) => service.close());
  scheduler.declare(parts.schedules);
  const bus = new EventBus(parts.rules, invoke);
  const publish = (event: object) => bus.publish(event);
  const mailbox = closing.adopt(new Mailbox({ ...common, ...parts.mail, publish, relay }), (service) =>
    service.close(),
  );
  const objects = new ObjectStore({ folder: folder.objects, buckets: parts.buckets, clock });
  const expiry = new ItemExpiry({ database, clock, client: records, onError });
  const { mappings } = parts;
  const meters = new Map(parts.tables.map(({ name, properties }) => [name, writeMeter(properties)]));
  const onRecord = (table: string, record: StreamRecord) => {
    recording.counters.writeUnits += meters.get(table)?.(record) ?? 0;
  };
  const streams = closing.adopt(
    new StreamPoller({
      ...common,
      streams: recordStreams,
      tables,
      mappings,
      concurrency: functions.concurrency,
      expiry,
      engineFile: engine.file,
      onRecord,
    }),
    (poller) => poller.stop(),
  );

  const letters = lettersOf(streams, scheduler);
  const queues = { queues: parts.queues, letters, clock };
  announce({ states, mailbox, scheduler, objects, queues }, recording);
  states.resume();
  mailbox.resume();
  scheduler.resume();
  await streams.start();
  return {
    functions,
    invoke,
    states,
    mailbox,
    scheduler,
    objects,
    queues,
    told: Object.assign({}, ...parts.functions.map(({ environment }) => environment)),
    recording,
    letters,
  };
}

/** The SDK wants somebody to be; nothing here looks at who it is. */
const ANYBODY = { accessKeyId: 'local', secretAccessKey: 'local' };
