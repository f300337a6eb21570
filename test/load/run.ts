import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { readRunOptions, wholeNumber } from '../run-options.ts';
import { rushToClose } from './closing-rush.ts';

/**
 * Everybody sends in the last seconds before a round of the single-machine home closes. Exit code 1 when something accepted
 * is lost or doubled, or something came in too late.
 */
const { kill, ...rush } = readRunOptions('npm run load [-- --drafts 500 --connections 50 --seconds 10 --kill]', {
  drafts: wholeNumber(1).default(500),
  connections: wholeNumber(1).default(50),
  seconds: wholeNumber(1).default(10),
  kill: z.boolean().default(false),
});
const folder = await mkdtemp(join(tmpdir(), 'load-'));
const { faults, figures } = await rushToClose({ folder, ...rush, killAt: kill ? 0.3 : undefined });
console.log(JSON.stringify(figures));
for (const fault of faults) console.log(fault);
// what went wrong is needed to see why
if (faults.length === 0) await rm(folder, { recursive: true });
else console.log(`the home is kept in ${folder}`);
process.exitCode = faults.length === 0 ? 0 : 1;
