import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { torture } from './torture.ts';

const USAGE = 'usage: npm run torture [-- --kills 200 --executions 50 --seed N]';

const optionsSchema = z.object({
  kills: z.coerce.number().int().min(0).default(200),
  executions: z.coerce.number().int().min(1).default(50),
  seed: z.coerce
    .number()
    .int()
    .default(() => Date.now() % 1_000_000),
});

const { values } = parseArgs({
  options: { kills: { type: 'string' }, executions: { type: 'string' }, seed: { type: 'string' } },
});
const options = optionsSchema.safeParse(values);
if (options.success) {
  const folder = await mkdtemp(join(tmpdir(), 'torture-'));
  console.log(
    `${options.data.kills} kills, ${options.data.executions} executions in flight, seed ${options.data.seed}`,
  );
  const onKill = (kill: number) => {
    if (kill % 20 === 0) console.log(`${kill} kills so far`);
  };
  const { faults, figures } = await torture({ ...options.data, folder, onKill });
  for (const fault of faults) console.log(`FAULT ${fault}`);
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  // what a failed run left is needed to see why
  if (faults.length === 0) await rm(folder, { recursive: true });
  else console.log(`the homes are kept in ${folder}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  console.error(`${z.prettifyError(options.error)}\n${USAGE}`);
  process.exitCode = 1;
}
