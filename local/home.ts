import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createAwsDoor, endpointsAt } from './aws/door.ts';
import { NOTHING_BETWEEN } from './between.ts';
import { openClock } from './clock/durable-clock.ts';
import { openDataFolder } from './data/data-folder.ts';
import { openDatabase } from './data/database.ts';
import { createDoor } from './door/door.ts';
import { type EngineError, startEngine } from './dynamodb/engine.ts';
import type { HomeOptions } from './home-options.ts';
import { listen } from './http/listener.ts';
import { createPublicDoor } from './http-api/public-door.ts';
import { partsListOf } from './parts-list.ts';
import { startServices } from './services.ts';
import { signInClientsOf } from './sign-in/clients.ts';
import { SignIn } from './sign-in/sign-in.ts';
import { TEST_PEOPLE } from './sign-in/test-people.ts';
import { readAssembly } from './template/assembly.ts';
import { readTemplate } from './template/read-template.ts';
import { synthesise } from './template/synthesise.ts';

const PLACE = { region: 'eu-west-2', account: '000000000000' };
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VERSION: string = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).version;

export interface Home {
  readonly urls: { readonly public: string; readonly local: string; readonly aws: string };
  /** Ends everything that the home started, and only that. */
  close(): Promise<void>;
}

/**
 * Starts the service on this machine: synthesises the app, gives every resource of its templates a place, and goes on
 * with whatever the data folder holds.
 *
 * @param onEngineDeath told when the DynamoDB engine ends by itself: the home cannot go on without it
 * @throws Error with one clear sentence when something keeps it from starting; what was started is ended again
 */
export async function startHome(
  options: HomeOptions,
  onEngineDeath: (error: EngineError) => void,
  between = NOTHING_BETWEEN,
): Promise<Home> {
  const closing = new AsyncDisposableStack();
  try {
    const urls = await start(options, onEngineDeath, between, closing);
    return { urls, close: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function start(
  options: HomeOptions,
  onEngineDeath: (error: EngineError) => void,
  between: typeof NOTHING_BETWEEN,
  closing: AsyncDisposableStack,
): Promise<Home['urls']> {
  const folder = openDataFolder(options.DATA_DIR);
  closing.defer(() => folder.close());
  const database = openDatabase(folder.homeFile);
  closing.defer(() => database.close());
  const clock = openClock(database, { mode: options.CLOCK, now: options.CLOCK_START });
  closing.defer(() => clock.stop());

  // the addresses come first: functions and templates are told them
  const door = async (port: number, setting: string) => {
    const listener = await listen(port, setting);
    closing.defer(() => listener.close());
    return listener;
  };
  const publicDoor = await door(options.PORT, 'PORT');
  const ownDoor = await door(options.LOCAL_PORT, 'LOCAL_PORT');
  const awsDoor = await door(options.AWS_PORT, 'AWS_PORT');
  const urls = { public: options.PUBLIC_URL ?? publicDoor.url, local: ownDoor.url, aws: awsDoor.url };

  const context = { settings: options.SETTINGS };
  const issuer = `${urls.local}/sign-in`;
  const assemblyFolder = await synthesise({ root: ROOT, output: `${ROOT}cdk.out/home`, context });
  const assembly = readAssembly(assemblyFolder);
  const resources = readTemplate(assembly, {
    ...PLACE,
    parameters: { PublicUrl: urls.public },
    signIn: issuer,
  });
  const parts = partsListOf(resources, assembly);

  const engine = await startEngine({
    file: folder.recordsFile,
    pidFile: folder.enginePidFile,
    endpoint: options.DYNAMODB_ENDPOINT,
    onDeath: onEngineDeath,
  });
  closing.defer(() => engine.stop());
  const endpoints = endpointsAt(urls.aws, engine.endpoint);
  const services = await startServices({
    ...PLACE,
    parts,
    folder,
    database,
    clock,
    engine,
    endpoints,
    relay: options.SMTP_URL,
    compileCache: `${assemblyFolder}/compiled`,
    concurrency: options.CONCURRENCY,
    between,
    closing,
    announce: (started, recording) =>
      awsDoor.answer(recording.objectRequests(between.aws(createAwsDoor(started).fetch))),
  });

  const overview = {
    version: VERSION,
    dataFolder: folder.path,
    urls,
    aws: { ...PLACE, endpoints, resources: services.told },
    running: resources.filter(({ place }) => place.place === 'run'),
    notRunHere: resources.flatMap((resource) =>
      resource.place.place === 'not-run' ? [{ ...resource, because: resource.place.because }] : [],
    ),
    letters: services.letters,
  };
  if (parts.api) {
    const { invoke, recording } = services;
    const door = createPublicDoor({ ...PLACE, clock, invoke, api: parts.api, publicUrl: urls.public });
    publicDoor.answer(recording.publicRequests(door.fetch));
  }
  const people = options.empty ? [] : TEST_PEOPLE;
  const signIn = new SignIn({ issuer, clients: signInClientsOf(resources), people, clock });
  closing.defer(() => signIn.close());
  ownDoor.answer(createDoor({ ...services, overview, clock, signIn }).fetch);
  return urls;
}
