import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  type ITableV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Index, indexes } from '../../functions/store/keys.ts';
import type { Settings } from '../settings.ts';
import type { EncryptionKey } from './encryption-key.ts';
import type { ServiceFunction } from './service-function.ts';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

export interface RecordsTableProps {
  readonly encryptionKey: EncryptionKey;
  readonly warmThroughput?: Settings['scale']['warmThroughput'];
  readonly restored?: Settings['restored'];
}

type Table = TableV2 | ITableV2;

/** Everything the service remembers. Rows and access patterns: `functions/store/keys.ts`. */
export class RecordsTable extends Construct {
  readonly table: Table;
  readonly #key: EncryptionKey;

  constructor(scope: Construct, id: string, { encryptionKey, warmThroughput, restored }: RecordsTableProps) {
    super(scope, id);
    this.#key = encryptionKey;
    // each index has partitions of its own, and throttles the table's writes when they take no more
    const warmed = warmThroughput && { warmThroughput };
    const made = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: Object.entries(indexes).map(([name, index]) => ({
        ...secondaryIndex(name, index),
        ...warmed,
      })),
      encryption: TableEncryptionV2.customerManagedKey(encryptionKey.key),
      billing: Billing.onDemand(),
      ...warmed,
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table = restored ? this.#restored(restored, made) : made;
  }

  /** The table that a backup was restored to. The one that the stack made stays, so that going back is a deployment too. */
  #restored({ table, stream }: NonNullable<Settings['restored']>, made: TableV2): Table {
    // the stack that still reads them is deployed after this one: CloudFormation takes no export away that is read
    for (const read of [made.tableName, made.tableArn, made.tableStreamArn]) Stack.of(this).exportValue(read);
    const encryptionKey = this.#key.key;
    return TableV2.fromTableAttributes(this, 'Restored', { tableName: table, tableStreamArn: stream, encryptionKey });
  }

  /** Lets a function read rows, and tells it where they are. */
  grantRead(reader: ServiceFunction): void {
    this.#grant(reader, READ);
    this.#key.grantRead(reader, 'dynamodb');
    reader.setEnvironment('RECORDS_TABLE', this.table.tableName);
  }

  /**
   * Lets a function read and write some partitions only, and tells it where the rows are.
   *
   * @param beginnings of partition keys, by what may be done: `DESIGNATION#`
   */
  grantPartitions(user: ServiceFunction, { read, write }: Record<'read' | 'write', readonly string[]>): void {
    const grant = (actions: string[], beginnings: readonly string[]) =>
      user.addToRolePolicy(
        new PolicyStatement({
          actions,
          resources: [this.table.tableArn],
          conditions: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': beginnings.map((beginning) => `${beginning}*`) },
          },
        }),
      );
    grant(READ, [...read, ...write]);
    grant(WRITE, write);
    this.#key.grantReadWrite(user, 'dynamodb');
    user.setEnvironment('RECORDS_TABLE', this.table.tableName);
  }

  /** Lets a function read and write rows, and tells it where they are. */
  grantReadWrite(writer: ServiceFunction): void {
    this.grantRead(writer);
    this.#grant(writer, WRITE);
    this.#key.grantReadWrite(writer, 'dynamodb');
  }

  /** Lets a workflow make one kind of call. */
  grantCall(workflow: IGrantable, action: string): void {
    this.#grant(workflow, [action]);
    this.#key.grantReadWrite(workflow, 'dynamodb');
  }

  /** Lets a function hear of changes. */
  grantStream(listener: ServiceFunction): void {
    this.table.grantStreamRead(listener);
    this.#key.grantRead(listener, 'dynamodb');
  }

  /** CDK's own grants name all indexes by a wildcard. */
  #grant(user: IGrantable, actions: readonly string[]): void {
    const { tableArn } = this.table;
    const resources = [tableArn, ...Object.keys(indexes).map((index) => `${tableArn}/index/${index}`)];
    user.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources }));
  }
}

function secondaryIndex(indexName: string, { partitionKey, sortKey, projects }: Index): GlobalSecondaryIndexPropsV2 {
  return {
    indexName,
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: [...projects],
  };
}
