import { directoryChanged, WHOLE_DIRECTORY } from '../../store/directory-change-row.ts';
import {
  type DirectoryManifestRow,
  type DirectorySnapshotRow,
  getManifest,
  listSnapshots,
  ManifestMovedOnError,
  swapManifest,
} from '../../store/directory-manifest-row.ts';
import { type Desk, decideAnew } from '../desk.ts';

type RecordsDesk = Pick<Desk, 'records' | 'at'>;

/** No published snapshot, or more than one, has a hash that begins so. */
export class SnapshotNotFoundError extends Error {
  override readonly name = 'SnapshotNotFoundError';
}

/**
 * Has an earlier snapshot stand for what is published, from the next publishing on: with its schools, and those people of
 * it who agree today and whose designation stands today. It stays so through later changes, until `publishAnew`.
 *
 * @param hash the beginning of a snapshot's hash
 * @throws SnapshotNotFoundError
 */
export const restoreSnapshot = ({ records, at }: RecordsDesk, hash: string): Promise<DirectorySnapshotRow> =>
  decideAnew([ManifestMovedOnError], async () => {
    const [manifest, snapshots] = await Promise.all([getManifest(records), listSnapshots(records)]);
    const found = snapshots.filter((one) => one.wasPublished && one.hash.startsWith(hash));
    const snapshot = found.at(-1);
    if (!manifest || !snapshot || found.some((one) => one.hash !== snapshot.hash)) {
      throw new SnapshotNotFoundError(hash);
    }
    await records.transact([
      swapManifest(manifest, { ...withoutRestored(manifest), restored: snapshot.folder }),
      directoryChanged(WHOLE_DIRECTORY, at),
    ]);
    return snapshot;
  });

/** Has the directory published as the rows say it now, whatever was restored. */
export const publishAnew = ({ records, at }: RecordsDesk): Promise<void> =>
  decideAnew([ManifestMovedOnError], async () => {
    const manifest = await getManifest(records);
    await records.transact([
      ...(manifest?.restored === undefined ? [] : [swapManifest(manifest, withoutRestored(manifest))]),
      directoryChanged(WHOLE_DIRECTORY, at),
    ]);
  });

function withoutRestored({ kind: _, version: __, restored: ___, ...rest }: DirectoryManifestRow) {
  return rest;
}
