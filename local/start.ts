import { startHome } from './home.ts';
import { readOptions } from './home-options.ts';

/**
 * `npm start`: runs the home until Ctrl-C. Whatever keeps it from starting is one clear sentence and exit code 1. A
 * Ctrl-C while it starts ends it as soon as it has started, so that nothing is left running.
 */
const asked = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => asked.resolve());

try {
  const options = readOptions(process.env, process.argv.slice(2));
  if (!options.jsonReady) console.log('Starting …');
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
  await asked.promise;
  await home.close();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
