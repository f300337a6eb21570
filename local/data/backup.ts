import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError, dataPaths, readVersion } from './data-folder.ts';

/** What a backup holds, at its top level. */
export const BACKED_UP = ['version', 'home.sqlite', 'records.sqlite', 'objects'] as const;

/**
 * Copies a data folder into one file, a gzipped tar, while its home runs or not. The positions of those who follow the
 * records are copied before the records: after a restore some records are handled twice, as after a crash, but none is
 * passed over.
 *
 * @returns the size of the backup in bytes
 * @throws DataFolderError
 */
export function backUp(folder: string, file: string): number {
  const paths = dataPaths(folder);
  const target = resolve(file);
  const version = existsSync(folder) ? readVersion(folder) : undefined;
  if (version === undefined) throw new DataFolderError(`${folder} is no data folder: nothing to back up`);
  if (existsSync(target)) throw new DataFolderError(`${target} exists: a backup overwrites nothing, give another name`);
  if (!existsSync(dirname(target))) throw new DataFolderError(`the folder ${dirname(target)} does not exist`);

  const staging = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    writeFileSync(join(staging, 'version'), `${version}\n`);
    copyDatabase(paths.homeFile, join(staging, 'home.sqlite'));
    copyDatabase(paths.recordsFile, join(staging, 'records.sqlite'));
    copyObjects(paths.objects, join(staging, 'objects'));
    const packed = join(staging, 'packed');
    tar('-czf', packed, '-C', staging, ...BACKED_UP.filter((name) => existsSync(join(staging, name))));
    renameSync(packed, target);
    return statSync(target).size;
  } finally {
    rmSync(staging, { recursive: true });
  }
}

/** Runs the system's tar. */
export function tar(...args: string[]): void {
  try {
    execFileSync('tar', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (cause) {
    const { code, stderr, message } = cause as NodeJS.ErrnoException & { stderr?: string };
    const reason = code === 'ENOENT' ? 'the program "tar" is not installed' : stderr?.trim().split('\n')[0] || message;
    throw new DataFolderError(`packing or unpacking the backup failed: ${reason}`, { cause });
  }
}

/** One moment of a database, even while others write: https://sqlite.org/lang_vacuum.html#vacuuminto */
function copyDatabase(from: string, to: string): void {
  if (!existsSync(from)) return;
  const database = new DatabaseSync(from, { timeout: 10_000 });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

/** A running home may remove an object just as it is copied; then the copy begins again. */
function copyObjects(from: string, to: string, attempts = 5): void {
  if (!existsSync(from)) return;
  try {
    cpSync(from, to, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempts === 1) throw error;
    rmSync(to, { recursive: true, force: true });
    copyObjects(from, to, attempts - 1);
  }
}
