import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../functions/environment.ts';
import type { ServiceFunction } from './service-function.ts';

/** A private, versioned bucket that is kept when its stack is deleted. */
export class StorageBucket extends Construct {
  readonly bucket: Bucket;
  readonly #tellsIn: EnvironmentName;

  /** @param tellsIn the variable by which functions know its name */
  constructor(scope: Construct, id: string, tellsIn: EnvironmentName) {
    super(scope, id);
    this.#tellsIn = tellsIn;
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      versioned: true,
      // what was deleted may hold personal data: a week is enough to notice a mistake
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(7), expiredObjectDeleteMarker: true }],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds what is published; two functions read it, and nobody else may',
    });
  }

  /** Lets a function read files, and tells it where they are. */
  grantRead(reader: ServiceFunction): void {
    this.#grant(reader, 's3:GetObject');
  }

  /** Lets a function read, write and delete files, and tells it where they are. */
  grantReadWrite(writer: ServiceFunction): void {
    this.#grant(writer, 's3:GetObject', 's3:PutObject', 's3:DeleteObject');
  }

  #grant(fn: ServiceFunction, ...actions: string[]): void {
    fn.addToRolePolicy(new PolicyStatement({ actions, resources: [this.bucket.arnForObjects('*')] }));
    fn.setEnvironment(this.#tellsIn, this.bucket.bucketName);
  }
}
