import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anySeed, readRunOptions, wholeNumber } from '../run-options.ts';
import { torture } from './torture.ts';

const options = readRunOptions('npm run torture [-- --kills 200 --executions 50 --seed N]', {
  kills: wholeNumber(0).default(200),
  executions: wholeNumber(1).default(50),
  seed: anySeed,
});
const folder = await mkdtemp(join(tmpdir(), 'torture-'));
console.log(`${options.kills} kills, ${options.executions} executions in flight, seed ${options.seed}`);
const onKill = (kill: number) => {
  if (kill % 20 === 0) console.log(`${kill} kills so far`);
};
const { faults, figures } = await torture({ ...options, folder, onKill });
for (const fault of faults) console.log(`FAULT ${fault}`);
for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
// what a failed run left is needed to see why
if (faults.length === 0) await rm(folder, { recursive: true });
else console.log(`the homes are kept in ${folder}`);
process.exitCode = faults.length === 0 ? 0 : 1;
