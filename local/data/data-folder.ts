import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where everything lies that the home must not lose. */
export interface DataFolder {
  readonly path: string;
  /** The home's own database: executions, schedules, mail, stream positions. */
  readonly homeFile: string;
  /** The DynamoDB engine's database: what the service knows. */
  readonly recordsFile: string;
  /** The S3 buckets. */
  readonly objects: string;
  readonly logs: string;
  /** The process id of the engine that serves `recordsFile`. */
  readonly enginePidFile: string;
  /** Lets another home have the folder. The end of the process does so too, however it ends. */
  close(): void;
}

/** The folder cannot be used; the message says in one sentence why, and what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/**
 * What brings the folder from each version to the next, first from 1 to 2. Only ever appended. `name` is what people know
 * the data by: the folder, or the backup that it comes from.
 */
const MIGRATIONS: ((path: string, name: string) => void)[] = [
  (_, name) => {
    throw new DataFolderError(
      `${name} is of a version that keeps endorsements elsewhere, and cannot be read any more: name a new folder in DATA_DIR`,
    );
  },
];
const VERSION = MIGRATIONS.length + 1;

/** `DATA_DIR`, or `.data` in the folder of the project. */
export function dataFolderPath(environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(environment.DATA_DIR || '.data');
}

/**
 * Takes a data folder for this process alone; makes it when it is not there, and brings it up to date.
 *
 * @throws DataFolderError when another process has it, or a newer version of the program made it
 */
export function openDataFolder(path: string): DataFolder {
  const folder = resolve(path);
  makeFolders(folder);
  const unlock = lock(folder);
  try {
    bringUpToDate(folder);
  } catch (error) {
    unlock();
    throw error;
  }
  return { path: folder, ...dataPaths(folder), close: unlock };
}

/** What lies where in a data folder. */
export function dataPaths(folder: string) {
  return {
    homeFile: join(folder, 'home.sqlite'),
    recordsFile: join(folder, 'records.sqlite'),
    objects: join(folder, 'objects'),
    logs: join(folder, 'logs'),
    enginePidFile: join(folder, 'engine.pid'),
    versionFile: join(folder, 'version'),
  };
}

/** @throws DataFolderError when a newer version of the program made the folder */
export function readVersion(folder: string): number | undefined {
  const { versionFile } = dataPaths(folder);
  if (!existsSync(versionFile)) return undefined;
  const version = Number(readFileSync(versionFile, 'utf8'));
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new DataFolderError(`${versionFile} holds no version number: restore a backup`);
  }
  if (version > VERSION) {
    throw new DataFolderError(
      `${folder} has version ${version} of the data, this program knows ${VERSION}: use a newer program`,
    );
  }
  return version;
}

function makeFolders(folder: string): void {
  try {
    for (const made of [folder, join(folder, 'objects'), join(folder, 'logs')]) mkdirSync(made, { recursive: true });
  } catch (cause) {
    throw new DataFolderError(`the data folder ${folder} cannot be made: ${(cause as Error).message}`, { cause });
  }
}

/** @throws DataFolderError when it cannot be read any more */
export function bringUpToDate(folder: string, name = folder): void {
  const version = readVersion(folder) ?? VERSION; // a folder without a number is a new one
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index + 1 < version) continue;
    migration(folder, name);
    writeVersion(folder, index + 2);
  }
  if (!existsSync(dataPaths(folder).versionFile)) writeVersion(folder, VERSION);
}

function writeVersion(folder: string, version: number): void {
  const { versionFile } = dataPaths(folder);
  writeFileSync(`${versionFile}.new`, `${version}\n`);
  renameSync(`${versionFile}.new`, versionFile);
}

/** The locks of this process: one that nobody refers to would be collected as garbage, and so be given up. */
const held = new Set<DatabaseSync>();

/**
 * The lock is SQLite's on a file of its own: the operating system drops it with the process, so that unlike a noted
 * process id it is never left behind by `kill -9`, nor taken for another process's.
 */
function lock(folder: string): () => void {
  const database = lockFile(folder);
  held.add(database);
  return () => {
    if (held.delete(database)) database.close();
  };
}

/** https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

function lockFile(folder: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    const isBusy = cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY;
    const why = isBusy
      ? 'is in use by a home that runs: stop that one, or set DATA_DIR to another folder'
      : `cannot be locked (${(cause as Error).message}): look at lock.sqlite in it, or set DATA_DIR to another folder`;
    throw new DataFolderError(`${folder} ${why}`, { cause });
  }
}
