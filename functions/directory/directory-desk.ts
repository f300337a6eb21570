import type { SnapshotFiles } from '../publish-directory/snapshot-files.ts';
import type { Records } from '../store/records.ts';
import type { ReadDirectory } from './current-directory.ts';

/** What the pages and data of the directory need besides the request. */
export interface DirectoryDesk {
  readonly records: Records;
  readonly files: Pick<SnapshotFiles, 'readFile'>;
  readonly readDirectory: ReadDirectory;
  /** Where the public reaches the service. */
  readonly publicUrl: string;
}
