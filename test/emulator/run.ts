/** `npm run emulate`: deploys the service to an emulator of AWS and runs the acceptance suite there. Writes docs/emulator.md. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../infra/settings.ts';
import { listen } from '../../local/http/listener.ts';
import { deployService, makeRounds, synthesise } from './deploy-service.ts';
import { createOwnDoor } from './door.ts';
import { createEdge } from './edge.ts';
import { Emulator, NoEmulatorError } from './emulator.ts';
import { emulatorReport } from './report.ts';
import { runScenarios } from './scenarios.ts';

const SETTINGS = 'settings.example.json';
const REPORT = 'docs/emulator.md';

async function emulate(folder: string): Promise<void> {
  const { region, domain } = readSettings(SETTINGS);
  const lap = stopWatch();
  const emulator = await Emulator.start(folder, region);
  const start = lap();
  console.log(`MiniStack runs at ${emulator.url}`);
  const edge = await listen(0, '');
  const own = await listen(0, '');
  try {
    await synthesise(folder, SETTINGS);
    lap();
    const { deployed, leftOut } = await deployService(emulator, folder, SETTINGS, edge.url);
    const urls = { public: edge.url, local: own.url };
    edge.answer(createEdge(deployed, domain));
    own.answer(createOwnDoor(deployed, urls).fetch);
    const seconds = { start, deploy: lap(), scenarios: 0 };
    console.log(`${deployed.made.length} resources made; the public door is at ${urls.public}`);

    await makeRounds(own.url);
    lap();
    const outcomes = await runScenarios(folder, urls);
    seconds.scenarios = lap();
    await writeFile(REPORT, emulatorReport({ on: new Date(), seconds, leftOut, made: deployed.made, outcomes }));
    const passed = outcomes.filter(({ why }) => why === undefined).length;
    console.log(`${passed} of ${outcomes.length} scenarios passed: ${REPORT} says which, and why others do not`);
  } finally {
    await Promise.all([edge.close(), own.close()]);
    await emulator.stop();
  }
}

function stopWatch() {
  let since = performance.now();
  return () => {
    const seconds = Math.round((performance.now() - since) / 1000);
    since = performance.now();
    return seconds;
  };
}

const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
try {
  await emulate(folder);
} catch (error) {
  if (!(error instanceof NoEmulatorError)) throw error;
  console.error(`skipped: ${error.message}`);
  process.exitCode = 2;
} finally {
  await rm(folder, { recursive: true, force: true });
}
