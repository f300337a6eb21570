import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunOptions, wholeNumber } from '../run-options.ts';
import { closeDrafts } from './closing-drafts.ts';

/** Kills a home twice while it closes many drafts. Exit code 1 when one was not told once. */
const { drafts } = readRunOptions('npm run faults:closing [-- --drafts 2000]', {
  drafts: wholeNumber(1).default(2000),
});
const folder = await mkdtemp(join(tmpdir(), 'closing-'));
const { faults, figures } = await closeDrafts({ folder, drafts, killAt: [0.2, 0.6] });
console.log(JSON.stringify(figures));
for (const fault of faults) console.log(fault);
// what went wrong is needed to see why
if (faults.length === 0) await rm(folder, { recursive: true });
else console.log(`the home is kept in ${folder}`);
process.exitCode = faults.length === 0 ? 0 : 1;
