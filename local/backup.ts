import { parseArgs } from 'node:util';
import { backUp } from './data/backup.ts';
import { DataFolderError, dataFolderPath } from './data/data-folder.ts';

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new DataFolderError('name one file to write: npm run backup -- FILE');
  const folder = dataFolderPath();
  const size = backUp(folder, file);
  console.log(`${file} holds the data of ${folder} (${(size / 1e6).toFixed(1)} MB)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
