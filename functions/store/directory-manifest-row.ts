import * as z from 'zod';
import type { DirectoryManifest } from '../../domain/directory-entry.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

/** Which snapshot the public sees: the truth, and the only way to a snapshot. */
export const directoryManifestRow = z.object({
  kind: z.literal('directory-manifest'),
  version: z.int().positive(),
  hash: z.string(),
  folder: z.string(),
  publishedAt: z.iso.datetime(),
  entries: z.int().nonnegative(),
  /** The instant from which on rows were read for it: every change that was made before is in it. */
  readAt: z.iso.datetime(),
  /** The folder of an earlier snapshot that stands for what is published, until somebody publishes anew. */
  restored: z.string().exactOptional(),
}) satisfies z.ZodType<DirectoryManifest>;
export type DirectoryManifestRow = z.infer<typeof directoryManifestRow>;

/** A snapshot whose files are in the bucket, or may be: the row is written before them. */
export const directorySnapshotRow = z.object({
  kind: z.literal('directory-snapshot'),
  folder: z.string(),
  hash: z.string(),
  at: z.iso.datetime(),
  entries: z.int().nonnegative(),
  /** That the manifest has named it, so that all its files are there. */
  wasPublished: z.literal(true).exactOptional(),
});
export type DirectorySnapshotRow = z.infer<typeof directorySnapshotRow>;

/** Another publishing came first: what was read for this one may be older than what is published. */
export class ManifestMovedOnError extends Error {
  override readonly name = 'ManifestMovedOnError';
}

export function getManifest(records: Records): Promise<DirectoryManifestRow | undefined> {
  return records.get(rowKeys['directory-manifest'](), directoryManifestRow);
}

type NextManifest = Omit<DirectoryManifestRow, 'kind' | 'version'>;

/** Swaps the manifest, if it is as it was read. */
export function swapManifest(read: DirectoryManifestRow | undefined, next: NextManifest): Write {
  const row: DirectoryManifestRow = { kind: 'directory-manifest', version: (read?.version ?? 0) + 1, ...next };
  const refusal = () => new ManifestMovedOnError(`version ${row.version}`);
  const key = rowKeys['directory-manifest']();
  if (!read) return putNew({ ...key, ...row }, refusal);
  const remove = next.restored === undefined ? ['restored'] : [];
  return updateRow(key, { set: row, remove, when: { version: read.version } }, refusal);
}

export const putSnapshot = (row: Omit<DirectorySnapshotRow, 'kind'>): Write => ({
  Put: { Item: { ...rowKeys['directory-snapshot'](row.folder), kind: 'directory-snapshot', ...row } },
});

export const deleteSnapshot = (folder: string): Write => ({
  Delete: { Key: rowKeys['directory-snapshot'](folder) },
});

/** All that are kept, the oldest first: a folder's name begins with its instant. */
export function listSnapshots(records: Records): Promise<DirectorySnapshotRow[]> {
  return Array.fromAsync(records.beginning(rowKeys['directory-snapshot'](''), directorySnapshotRow));
}
