import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { endLeftover } from '../dynamodb/leftover.ts';
import { BACKED_UP, tar } from './backup.ts';
import { bringUpToDate, DataFolderError, dataPaths, openDataFolder, readVersion } from './data-folder.ts';
import { moveAll } from './move-all.ts';

/**
 * Makes a data folder what a backup holds. What was there is only replaced once the backup has been unpacked, found whole
 * and, where it is of an older version, brought up to date.
 *
 * @param force whether data that is there may be replaced
 * @throws DataFolderError when a home runs on the folder, it holds data, or the file is no backup that can be read
 */
export async function restore(file: string, folder: string, { force = false } = {}): Promise<void> {
  const source = resolve(file);
  if (!existsSync(source)) throw new DataFolderError(`there is no backup ${source}`);
  const target = openDataFolder(folder);
  try {
    if (!force && holdsData(target.path)) {
      throw new DataFolderError(
        `${target.path} holds data: name an empty folder in DATA_DIR, or replace it with --force`,
      );
    }
    const unpacked = mkdtempSync(join(target.path, 'restoring-'));
    try {
      tar('-xzf', source, '-C', unpacked);
      check(source, unpacked);
      bringUpToDate(unpacked, source);
      await endLeftover(target.enginePidFile, target.recordsFile);
      replace(target.path, unpacked);
    } finally {
      rmSync(unpacked, { recursive: true });
    }
  } finally {
    target.close();
  }
}

function holdsData(folder: string): boolean {
  const { homeFile, recordsFile, objects } = dataPaths(folder);
  return existsSync(homeFile) || existsSync(recordsFile) || readdirSync(objects).length > 0;
}

function check(source: string, unpacked: string): void {
  if (readVersion(unpacked) === undefined) throw new DataFolderError(`${source} is no backup of a data folder`);
  for (const name of ['home.sqlite', 'records.sqlite']) {
    const file = join(unpacked, name);
    if (!existsSync(file)) continue;
    const database = new DatabaseSync(file, { readOnly: true });
    const result = database.prepare('PRAGMA quick_check(1)').get();
    database.close();
    if (result?.quick_check !== 'ok') throw new DataFolderError(`${name} in ${source} is damaged: take another backup`);
  }
}

/**
 * The old is moved aside first, so that the new never mixes with it (nor with its write-ahead logs). When a move fails on
 * the way, all that were made are made back: the folder is as it was.
 */
function replace(folder: string, unpacked: string): void {
  const aside = join(unpacked, 'replaced');
  mkdirSync(aside);
  const old = [...BACKED_UP, ...['home.sqlite', 'records.sqlite'].flatMap((name) => [`${name}-wal`, `${name}-shm`])];
  const moves = [
    ...old.map((name) => [join(folder, name), join(aside, name)] as const),
    ...BACKED_UP.map((name) => [join(unpacked, name), join(folder, name)] as const),
  ].filter(([from]) => existsSync(from));
  try {
    moveAll(moves);
  } catch (cause) {
    throw new DataFolderError(`the backup could not be put in its place: ${(cause as Error).message}`, { cause });
  }
}
