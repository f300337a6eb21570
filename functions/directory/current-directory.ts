import type { DirectoryManifest } from '../../domain/directory-entry.ts';
import type { SnapshotFiles } from '../publish-directory/snapshot-files.ts';
import { getManifest } from '../store/directory-manifest-row.ts';
import type { Records } from '../store/records.ts';
import { type DirectoryIndex, indexDirectory } from './directory-index.ts';

/** What the public sees now. */
export interface CurrentDirectory {
  readonly index: DirectoryIndex;
  /** Absent as long as nothing was ever published. */
  readonly manifest?: Pick<DirectoryManifest, 'hash' | 'folder' | 'publishedAt'>;
}

export type ReadDirectory = () => Promise<CurrentDirectory>;

/**
 * Reads the manifest at each request, so that who leaves is gone with the next publishing; the snapshot that it names
 * only when that is another one.
 */
export function directoryReader(records: Records, files: Pick<SnapshotFiles, 'read'>): ReadDirectory {
  let kept: { readonly hash: string; readonly index: Promise<DirectoryIndex> } | undefined;
  return async () => {
    const manifest = await getManifest(records);
    if (!manifest) return { index: indexDirectory([]) };
    const { hash, folder } = manifest;
    if (kept?.hash !== hash) {
      const index = files.read(folder).then(({ entries }) => indexDirectory(entries));
      kept = { hash, index };
      // a failed read is not kept
      index.catch(() => {
        if (kept?.index === index) kept = undefined;
      });
    }
    return { index: await kept.index, manifest };
  };
}
