import { gunzipSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse/sync';
import type { DirectoryEntry } from '../../../domain/directory-entry.ts';
import { createPublishDirectory } from '../../../functions/publish-directory/publish-directory.ts';
import { SnapshotFiles } from '../../../functions/publish-directory/snapshot-files.ts';
import { deleteSnapshot, getManifest, listSnapshots } from '../../../functions/store/directory-manifest-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import type { Records } from '../../../functions/store/records.ts';
import { seedCase } from '../mail/a-case.ts';

export const BUCKET = 'directory';

/** Somebody who is designated, and has not agreed to be listed. */
export async function seedDesignated(records: Records) {
  const { reference, person } = await seedCase(records);
  return { number: `${reference}-9WPD`, reference, person };
}

/** For a test with a bucket of its own: as if nothing had been published. */
export async function emptyDirectory(records: Records): Promise<void> {
  const snapshots = (await listSnapshots(records)).map(({ folder }) => deleteSnapshot(folder));
  await records.transact([{ Delete: { Key: rowKeys['directory-manifest']() } }, ...snapshots.slice(0, 99)]);
}

/** A client whose n-th call fails, on the way there or on the way back: 0 never. */
export function failingS3(client: S3Client, call: number, when: 'before' | 'after'): Pick<S3Client, 'send'> {
  let count = 0;
  const send = async (command: Parameters<S3Client['send']>[0]) => {
    count++;
    if (count === call && when === 'before') throw new Error('the process ended here');
    const answer = await client.send(command as never);
    if (count === call) throw new Error('the process ended here');
    return answer;
  };
  return { send } as Pick<S3Client, 'send'>;
}

export const publisher = (records: Records, client: Pick<S3Client, 'send'>, at: Date) =>
  createPublishDirectory({ records, files: new SnapshotFiles(BUCKET, client), now: () => at });

/** What the public sees: by the manifest only. Both files, which must say the same. */
export async function published(records: Records, client: S3Client): Promise<readonly DirectoryEntry[]> {
  const manifest = await getManifest(records);
  if (!manifest) return [];
  const files = new SnapshotFiles(BUCKET, client);
  const { entries } = await files.read(manifest.folder);
  const csv = gunzipSync(await files.readFile(manifest.folder, 'csv'));
  const rows = parse(csv, { columns: true, bom: true }) as { number: string }[];
  const inBoth = rows.map(({ number }) => number).join() === entries.map(({ number }) => number).join();
  if (!inBoth || entries.length !== manifest.entries) throw new Error('the files of the snapshot are not of one piece');
  return entries;
}
