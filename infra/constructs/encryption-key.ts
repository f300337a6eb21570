import { type IAspect, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';

/** Calls of KMS that a service makes in the name of whoever uses it. */
const READ = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITE = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/**
 * Our own key for everything that may hold personal data: whoever may not use it reads nothing, and taking it away ends
 * all reading at once. It is kept when its stack is deleted, since what it encrypts is.
 */
export class EncryptionKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Records, logs and histories of Designation Rounds',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { region, account } = Stack.of(this);
    this.key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [...READ, ...WRITE],
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
  }

  /** @param service what may use the key in the reader's name */
  grantRead(reader: IGrantable, service: 'dynamodb' | 'states'): void {
    this.#grant(reader, service, READ);
  }

  grantReadWrite(writer: IGrantable, service: 'dynamodb' | 'states'): void {
    this.#grant(writer, service, [...READ, ...WRITE]);
  }

  #grant(user: IGrantable, service: string, actions: string[]): void {
    user.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions,
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(this).region}.amazonaws.com` } },
      }),
    );
  }
}

/** Encrypts all log groups of a stack, those that libraries make among them. */
export class EncryptLogs implements IAspect {
  readonly #keyArn: string;

  constructor({ key }: EncryptionKey) {
    this.#keyArn = key.keyArn;
  }

  visit(node: IConstruct): void {
    if (node instanceof CfnLogGroup) node.kmsKeyId ??= this.#keyArn;
  }
}
