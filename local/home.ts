import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { createCallAws } from './aws/call.ts';
import { createAwsDoor, endpointsAt, endpointVariables } from './aws/door.ts';
import { openClock } from './clock/durable-clock.ts';
import { openDataFolder } from './data/data-folder.ts';
import { openDatabase } from './data/database.ts';
import { createDoor } from './door/door.ts';
import { startEngine } from './dynamodb/engine.ts';
import { ItemExpiry } from './dynamodb/expiry.ts';
import { createTables } from './dynamodb/tables.ts';
import { EventBus } from './events/event-bus.ts';
import { FunctionHost } from './functions/function-host.ts';
import type { HomeOptions } from './home-options.ts';
import { listen } from './http/listener.ts';
import { createPublicDoor } from './http-api/public-door.ts';
import { Mailbox } from './mail/mailbox.ts';
import { ObjectStore } from './objects/store.ts';
import { partsListOf } from './resources.ts';
import { SchedulerService } from './scheduler/service.ts';
import { declareStateMachines } from './states/declare.ts';
import { StatesService } from './states/service.ts';
import { StreamPoller } from './streams/poller.ts';
import { readAssembly } from './template/assembly.ts';
import { readTemplate } from './template/read-template.ts';
import { synthesise } from './template/synthesise.ts';

const REGION = 'eu-west-2';
const ACCOUNT = '000000000000';
const ROOT = new URL('..', import.meta.url).pathname;

export interface Home {
  readonly urls: { readonly public: string; readonly local: string; readonly aws: string };
  /** Ends everything that the home started, and only that. */
  close(): Promise<void>;
}

/**
 * Starts the service on this machine: synthesises the app, gives every resource of its templates a place, and goes on
 * with whatever the data folder holds.
 *
 * @throws Error with one clear sentence when something keeps it from starting; what was started is ended again
 */
export async function startHome(options: HomeOptions): Promise<Home> {
  const closing = new AsyncDisposableStack();
  try {
    return await start(options, closing);
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function start(options: HomeOptions, closing: AsyncDisposableStack): Promise<Home> {
  const onError = (error: unknown) => console.error(error);
  const folder = openDataFolder(options.DATA_DIR);
  closing.defer(() => folder.close());
  const database = openDatabase(folder.homeFile);
  closing.defer(() => database.close());
  const clock = openClock(database, {
    onError,
    ...(options.CLOCK && { mode: options.CLOCK }),
    ...(options.CLOCK_START && { now: options.CLOCK_START }),
  });
  closing.defer(() => clock.stop());

  // the addresses come first: functions and templates are told them
  const publicListener = await listen(options.PORT, 'PORT');
  closing.defer(() => publicListener.close());
  const localListener = await listen(options.LOCAL_PORT, 'LOCAL_PORT');
  closing.defer(() => localListener.close());
  const awsListener = await listen(options.AWS_PORT, 'AWS_PORT');
  closing.defer(() => awsListener.close());
  const publicUrl = options.PUBLIC_URL ?? publicListener.url;

  const [assembly, engine] = await Promise.all([
    synthesise({
      root: ROOT,
      output: `${ROOT}cdk.out/home`,
      ...(options.SETTINGS && { context: { settings: options.SETTINGS } }),
    }).then(readAssembly),
    startEngine({
      file: folder.recordsFile,
      pidFile: folder.enginePidFile,
      endpoint: options.DYNAMODB_ENDPOINT,
      onDeath: (error) => {
        console.error(error.message);
        process.exit(1);
      },
    }),
  ]);
  closing.defer(() => engine.stop());
  const place = { region: REGION, account: ACCOUNT };
  const resources = readTemplate(assembly, { ...place, parameters: { PublicUrl: publicUrl } });
  const parts = partsListOf(resources, assembly);

  const endpoints = endpointsAt(awsListener.url, engine.endpoint);
  const access = {
    region: REGION,
    endpoint: engine.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const records = new DynamoDBClient(access);
  closing.defer(() => records.destroy());
  const streamsClient = new DynamoDBStreamsClient(access);
  closing.defer(() => streamsClient.destroy());
  const tables = await createTables(records, parts.tables, place);

  const functions = new FunctionHost({
    functions: parts.functions.map((definition) => ({
      ...definition,
      environment: { ...definition.environment, ...endpointVariables(endpoints) },
    })),
    clock,
    logFolder: folder.logs,
  });
  closing.defer(() => functions.close());
  const { invoke } = functions;
  const callAws = createCallAws(REGION, endpoints);
  const common = { ...place, database, clock, invoke, callAws, onError };

  const states = new StatesService(common);
  closing.defer(() => states.close());
  await declareStateMachines(states, parts.stateMachines, place);
  const scheduler = new SchedulerService(common);
  closing.defer(() => scheduler.close());
  scheduler.declare(parts.schedules);
  const bus = new EventBus(parts.rules, invoke);
  const mailbox = new Mailbox({
    ...common,
    ...parts.mail,
    publish: (event) => bus.publish(event),
    relay: options.SMTP_URL,
  });
  closing.defer(() => mailbox.close());
  const objects = new ObjectStore({ folder: folder.objects, buckets: parts.buckets, clock });
  const streams = new StreamPoller({
    ...common,
    streams: streamsClient,
    tables,
    mappings: parts.mappings,
    expiry: new ItemExpiry({ database, clock, client: records, onError }),
    engineFile: engine.file,
  });
  closing.defer(() => streams.stop());

  awsListener.answer(createAwsDoor({ states, mailbox, scheduler, objects }).fetch);
  states.resume();
  mailbox.resume();
  scheduler.resume();
  await streams.start();

  const urls = { public: publicUrl, local: localListener.url, aws: awsListener.url };
  if (parts.api) publicListener.answer(createPublicDoor({ ...common, api: parts.api, publicUrl }).fetch);
  localListener.answer(
    createDoor({
      clock,
      mailbox,
      states,
      overview: {
        version: '0.1.0',
        dataFolder: folder.path,
        urls,
        running: resources.filter(({ place }) => place.place === 'run'),
        notRunHere: resources.filter(({ place }) => place.place === 'not-run'),
        deadLetters: () => [...streams.deadLetters(), ...scheduler.deadLetters()],
      },
    }).fetch,
  );
  return { urls, close: () => closing.disposeAsync() };
}
