import { runTable } from '../functions/records-harness.ts';
import { anySeed, readRunOptions, wholeNumber } from '../run-options.ts';
import { postHostileForms } from './hostile-forms.ts';

const { posts, seed } = readRunOptions('npm run fuzz [-- --posts 5000 --seed N]', {
  posts: wholeNumber(1).default(5000),
  seed: anySeed,
});
console.log(`${posts} hostile forms, seed ${seed}`);
const table = await runTable();
const { statuses, faults } = await postHostileForms(table.records, posts, seed);
await table.end();
for (const fault of faults) console.log(`FAULT ${fault}`);
for (const [status, times] of Object.entries(statuses)) console.log(`answered ${status}: ${times}`);
console.log(`posts: ${posts}\nfaults: ${faults.length}`);
process.exitCode = faults.length === 0 ? 0 : 1;
