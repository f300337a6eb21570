import { S3Client } from '@aws-sdk/client-s3';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { createPublishDirectory } from './publish-directory.ts';
import { SnapshotFiles } from './snapshot-files.ts';

export const handler = logged(
  createPublishDirectory({
    records: new Records(environment('RECORDS_TABLE')),
    files: new SnapshotFiles(environment('DIRECTORY_BUCKET'), lean(new S3Client())),
    now: () => new Date(),
  }),
);
