import { type Home, startHome } from './home.ts';
import { readOptions } from './home-options.ts';

/** `npm start`: runs the home until Ctrl-C. Whatever keeps it from starting is one clear sentence and exit code 1. */
try {
  const options = readOptions(process.env, process.argv.slice(2));
  if (!options.jsonReady) console.log('Starting …');
  const starting = startHome(options, (error) => {
    console.error(error.message);
    process.exit(1);
  });
  // also while it starts, so that an engine which runs already ends with it; a second signal ends it at once
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(starting));
  const home = await starting;
  if (options.jsonReady) console.log(JSON.stringify({ ready: true, localUrl: home.urls.local }));
  else {
    console.log(`
  The service         ${home.urls.public}
  This home's door    ${home.urls.local}   (mailbox, executions, clock)
  Data                ${options.DATA_DIR}

Ctrl-C stops everything.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function stop(starting: Promise<Home>): Promise<void> {
  const home = await starting;
  await home.close();
  process.exit(0);
}
