import { createHash } from 'node:crypto';
import { DIRECTORY_FORMAT, type DirectoryEntry, type DirectorySnapshot } from '../../domain/directory-entry.ts';
import { decideAnew } from '../acts/desk.ts';
import {
  type DirectoryManifestRow,
  deleteSnapshot,
  getManifest,
  listSnapshots,
  ManifestMovedOnError,
  putSnapshot,
  swapManifest,
} from '../store/directory-manifest-row.ts';
import type { Records } from '../store/records.ts';
import { compileEntries } from './compile-entries.ts';
import type { SnapshotFiles } from './snapshot-files.ts';

export interface PublishDependencies {
  readonly records: Records;
  readonly files: Pick<SnapshotFiles, 'put' | 'read' | 'delete'>;
  readonly now: () => Date;
}

/** An earlier snapshot can be restored for this long. After that nothing of it is left. */
export const SNAPSHOT_DAYS = 35;
const DAY_MS = 86_400_000;

/**
 * Publishes the directory as it is now. Readers see the manifest, and by it one whole snapshot: its files are there before
 * the manifest names them. Wherever this stops, the last good snapshot stays; run again, it goes on.
 *
 * The manifest is read before the rows: of two that publish at a time, the one that read first is refused and reads again,
 * so that nobody who has left comes back.
 */
export const createPublishDirectory =
  ({ records, files, now }: PublishDependencies) =>
  (): Promise<{ outcome: 'published' | 'unchanged'; entries: number }> =>
    decideAnew([ManifestMovedOnError], async () => {
      const readAt = now();
      const manifest = await getManifest(records);
      const entries = await entriesToPublish({ records, files }, manifest, readAt);
      const snapshot: DirectorySnapshot = { format: DIRECTORY_FORMAT, entries };
      const json = JSON.stringify(snapshot);
      const hash = createHash('sha256').update(json).digest('hex');
      if (manifest?.hash === hash) {
        const { kind: _, version: __, ...same } = manifest;
        await records.transact([swapManifest(manifest, { ...same, readAt: readAt.toISOString() })]);
        await deleteOldSnapshots({ records, files }, readAt);
        return { outcome: 'unchanged', entries: entries.length };
      }
      const at = readAt.toISOString();
      const folder = `snapshots/${at.replaceAll(/[:.]/g, '-')}-${hash.slice(0, 16)}`;
      const row = { folder, hash, at, entries: entries.length };
      // before its files, so that no file is ever without a row that leads to it and its deletion
      await records.transact([putSnapshot(row)]);
      await files.put(folder, json, snapshot);
      const restored = manifest?.restored;
      await records.transact([
        swapManifest(manifest, {
          hash,
          folder,
          publishedAt: at,
          readAt: at,
          entries: entries.length,
          ...(restored !== undefined && { restored }),
        }),
        putSnapshot({ ...row, wasPublished: true }),
      ]);
      await deleteOldSnapshots({ records, files }, readAt);
      return { outcome: 'published', entries: entries.length };
    });

type Stores = Pick<PublishDependencies, 'records' | 'files'>;

/**
 * What the rows say now. While an earlier snapshot stands for them, what that says: of those who agree today and whose
 * designation stands today, and in what they say of themselves today.
 */
async function entriesToPublish(
  { records, files }: Stores,
  manifest: DirectoryManifestRow | undefined,
  at: Date,
): Promise<readonly DirectoryEntry[]> {
  const current = await compileEntries(records, at);
  if (manifest?.restored === undefined) return current;
  const today = new Map(current.map((entry) => [entry.number, entry]));
  const { entries } = await files.read(manifest.restored);
  return entries.flatMap((earlier) => {
    const entry = today.get(earlier.number);
    return entry ? [{ ...entry, ...(earlier.school && { school: earlier.school }) }] : [];
  });
}

/** What was public once is personal data of people who may have left since. */
async function deleteOldSnapshots({ records, files }: Stores, at: Date): Promise<void> {
  const manifest = await getManifest(records);
  const before = new Date(at.getTime() - SNAPSHOT_DAYS * DAY_MS).toISOString();
  for (const { folder, at: madeAt } of await listSnapshots(records)) {
    if (madeAt >= before || folder === manifest?.folder || folder === manifest?.restored) continue;
    await files.delete(folder);
    await records.transact([deleteSnapshot(folder)]);
  }
}
