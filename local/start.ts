import { Demonstration } from './demonstration.ts';
import { startHome } from './home.ts';
import { readOptions } from './home-options.ts';

/**
 * `npm start`: runs the home until Ctrl-C. Whatever keeps it from starting is one clear sentence and exit code 1. A
 * Ctrl-C while it starts ends it as soon as it has started, so that nothing is left running.
 */
const stop = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.resolve());

try {
  const asked = readOptions(process.env, process.argv.slice(2));
  const demonstration = new Demonstration(asked);
  const { options } = demonstration;
  if (!options.jsonReady) console.log('Starting …');
  demonstration.begin();
  const home = await startHome(options, (error) => {
    console.error(error.message);
    process.exit(1);
  });
  if (options.jsonReady) console.log(JSON.stringify({ ready: true, localUrl: home.urls.local }));
  else {
    console.log(`
  The service         ${home.urls.public}
  This home's door    ${home.urls.local}   (mailbox, executions, clock)
  Data                ${options.DATA_DIR}

Ctrl-C stops everything.`);
  }
  if (demonstration.isDue) await demonstrate(demonstration, home.urls.local);
  await stop.promise;
  await home.close();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function demonstrate(demonstration: Demonstration, localUrl: string): Promise<void> {
  const say = (text: string) => (demonstration.options.jsonReady ? undefined : console.log(text));
  say(
    '\nMaking demonstration data: for a minute or two it is still some weeks ago here (without: npm start -- --empty) …',
  );
  const cutOff = new AbortController();
  void stop.promise.then(() => cutOff.abort());
  const well = await demonstration.make(localUrl, cutOff.signal);
  if (well) say('The demonstration data is there, and it is now.');
  else if (!cutOff.signal.aborted)
    console.error('Not all demonstration data could be made. Start again, and it is now.');
}
