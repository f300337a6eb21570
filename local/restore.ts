import { parseArgs } from 'node:util';
import { DataFolderError, dataFolderPath } from './data/data-folder.ts';
import { restore } from './data/restore.ts';

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new DataFolderError('name one backup to read: npm run restore -- FILE [--force]');
  }
  const folder = dataFolderPath();
  await restore(file, folder, values);
  console.log(`${folder} holds the data of ${file}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
