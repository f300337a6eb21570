/** `npm run emulate:drill`: restores the table of a service in the emulator, and has the service work on what was restored. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../infra/settings.ts';
import { listen } from '../../local/http/listener.ts';
import { deployService, makeRounds, synthesise } from './deploy-service.ts';
import type { Deployed } from './deployed.ts';
import { createOwnDoor } from './door.ts';
import { createEdge } from './edge.ts';
import { Emulator, NoEmulatorError } from './emulator.ts';
import { countRows, restoreTable } from './restored-table.ts';
import { runScenarios } from './scenarios.ts';

const SETTINGS = 'settings.example.json';
const RESTORED = 'restored';
const SCENARIO = 'straight-path';

async function drill(folder: string): Promise<string[]> {
  const { region, domain } = readSettings(SETTINGS);
  const emulator = await Emulator.start(folder, region);
  const edge = await listen(0, '');
  const own = await listen(0, '');
  const urls = { public: edge.url, local: own.url };
  const isWellOn = async (deployed: Deployed) => {
    edge.answer(createEdge(deployed, domain));
    own.answer(createOwnDoor(deployed, urls).fetch);
    const outcomes = await runScenarios(folder, urls, [SCENARIO]);
    return outcomes.length > 0 && outcomes.every(({ why }) => why === undefined);
  };
  try {
    await synthesise(folder, SETTINGS);
    const { deployed } = await deployService(emulator, folder, SETTINGS, edge.url);
    own.answer(createOwnDoor(deployed, urls).fetch);
    await makeRounds(own.url);
    const faults = (await isWellOn(deployed)) ? [] : [`${SCENARIO} does not pass before`];

    const stream = await restoreTable(deployed, RESTORED);
    const before = await countRows(deployed, deployed.table);
    console.log(`before:   ${before}`);
    console.log(`restored: ${await countRows(deployed, RESTORED)}`);
    if ((await countRows(deployed, RESTORED)) !== before) faults.push('the restored table has other rows');

    const settings = join(folder, 'settings.json');
    const restored = { table: RESTORED, stream };
    writeFileSync(settings, JSON.stringify({ ...JSON.parse(readFileSync(SETTINGS, 'utf8')), restored }));
    await synthesise(folder, settings);
    const again = await deployService(emulator, folder, settings, edge.url);
    if (!(await isWellOn({ ...again.deployed, table: RESTORED }))) faults.push(`${SCENARIO} does not pass afterwards`);
    console.log(`after:    ${await countRows(deployed, RESTORED)}`);
    if ((await countRows(deployed, deployed.table)) !== before) faults.push('the old table was written to');
    return faults;
  } finally {
    await Promise.all([edge.close(), own.close()]);
    await emulator.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'drill-'));
try {
  const faults = await drill(folder);
  console.log(faults.length === 0 ? 'the service works on the restored table' : faults.join('\n'));
  if (faults.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof NoEmulatorError)) throw error;
  console.error(`skipped: ${error.message}`);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
