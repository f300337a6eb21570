import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rushToClose } from './closing-rush.ts';

/**
 * `npm run load [-- --drafts N --connections N --seconds N --kill]`: everybody sends in the last seconds before a round of the
 * single-machine home closes. Exit code 1 when something accepted is lost or doubled, or something came in too late.
 */
const { values } = parseArgs({
  options: {
    drafts: { type: 'string', default: '500' },
    connections: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '10' },
    kill: { type: 'boolean', default: false },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'load-'));
const { faults, figures } = await rushToClose({
  folder,
  drafts: Number(values.drafts),
  connections: Number(values.connections),
  seconds: Number(values.seconds),
  killAt: values.kill ? 0.3 : undefined,
});
console.log(JSON.stringify(figures));
for (const fault of faults) console.log(fault);
// what went wrong is needed to see why
if (faults.length === 0) await rm(folder, { recursive: true });
else console.log(`the home is kept in ${folder}`);
process.exitCode = faults.length === 0 ? 0 : 1;
