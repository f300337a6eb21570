import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EncryptionKey } from './constructs/encryption-key.ts';
import { RecordsTable } from './constructs/records-table.ts';
import { StorageBucket } from './constructs/storage-bucket.ts';
import type { Settings } from './settings.ts';

interface DataStackProps extends StackProps {
  readonly settings: Settings;
}

/** What must outlive every change of the service: kept when the stack is deleted, and guarded against deletion. */
export class DataStack extends Stack {
  readonly encryptionKey: EncryptionKey;
  readonly records: RecordsTable;
  /** Snapshots of the public directory. */
  readonly directory: StorageBucket;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.encryptionKey = new EncryptionKey(this, 'EncryptionKey');
    this.records = new RecordsTable(this, 'Records', {
      warmThroughput: settings.scale.warmThroughput,
      restored: settings.restored,
      encryptionKey: this.encryptionKey,
    });
    new CfnOutput(this, 'RecordsTable', {
      value: this.records.table.tableName,
      description: 'For commands: npm run register -- FILE --table NAME',
    });
    this.directory = new StorageBucket(this, 'Directory', 'DIRECTORY_BUCKET');
  }
}
