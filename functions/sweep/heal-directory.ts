import { startPublishing } from '../start-workflows/start-publishing.ts';
import { DirectoryChangedAgainError, directoryChangeRow, forgetChange } from '../store/directory-change-row.ts';
import { getManifest } from '../store/directory-manifest-row.ts';
import type { Key } from '../store/keys.ts';
import type { Sweeping } from './sweeping.ts';

type Healing = Pick<Sweeping, 'records' | 'at' | 'workflows' | 'directoryArn'>;

/** A change is committed at most this long after its instant: a function's time-out, and then some. */
const COMMITTED_AFTER_MS = 60_000;

/** Forgets a change that the public sees, and has the directory published for one that it does not see yet. */
export async function healDirectory(sweeping: Healing, key: Key): Promise<void> {
  const { records, at } = sweeping;
  const [change, manifest] = await Promise.all([records.get(key, directoryChangeRow), getManifest(records)]);
  if (!change) return;
  const readAt = manifest ? Date.parse(manifest.readAt) : 0;
  if (readAt < Date.parse(change.at) + COMMITTED_AFTER_MS) return startPublishing(sweeping, at);
  try {
    await records.transact([forgetChange(change)]);
  } catch (error) {
    if (!(error instanceof DirectoryChangedAgainError)) throw error;
  }
}
