import { parseArgs } from 'node:util';
import * as z from 'zod';
import { runTable } from '../functions/records-harness.ts';
import { postHostileForms } from './hostile-forms.ts';

const USAGE = 'usage: npm run fuzz [-- --posts 5000 --seed N]';

const optionsSchema = z.object({
  posts: z.coerce.number().int().min(1).default(5000),
  seed: z.coerce
    .number()
    .int()
    .default(() => Date.now() % 1_000_000),
});

const { values } = parseArgs({ options: { posts: { type: 'string' }, seed: { type: 'string' } } });
const options = optionsSchema.safeParse(values);
if (options.success) {
  const { posts, seed } = options.data;
  console.log(`${posts} hostile forms, seed ${seed}`);
  const table = await runTable();
  const { statuses, faults } = await postHostileForms(table.records, posts, seed);
  await table.end();
  for (const fault of faults) console.log(`FAULT ${fault}`);
  for (const [status, times] of Object.entries(statuses)) console.log(`answered ${status}: ${times}`);
  console.log(`posts: ${posts}\nfaults: ${faults.length}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  console.error(`${z.prettifyError(options.error)}\n${USAGE}`);
  process.exitCode = 1;
}
