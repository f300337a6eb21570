import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { EDGE_HEADER } from '../../functions/guard-edge/guard-edge.ts';
import { ServiceFunction } from './service-function.ts';

/** Name of the key that CloudFront shows to the API; the edge stack reads its copy in us-east-1 at deployment. */
export const EDGE_SECRET_NAME = 'designation-rounds/edge-key';

/** Lets into the API only what comes through CloudFront: whoever calls it directly would go round the firewall. */
export class EdgeGuard extends Construct {
  readonly authorizer: HttpLambdaAuthorizer;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new Secret(this, 'Key', {
      secretName: EDGE_SECRET_NAME,
      description: 'What CloudFront shows to the API',
      generateSecretString: { excludePunctuation: true, passwordLength: 64 },
      replicaRegions: [{ region: 'us-east-1' }],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'CloudFront reads it at deployment only: it is changed by hand, then deployed (docs/deploying.md)',
    });
    const guard = new ServiceFunction(this, 'GuardEdge', 'guard-edge');
    guard.addToRolePolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
    );
    guard.setEnvironment('EDGE_SECRET', secret.secretArn);
    this.authorizer = new HttpLambdaAuthorizer('EdgeKey', guard, {
      identitySource: [`$request.header.${EDGE_HEADER}`],
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: Duration.hours(1),
    });
  }
}
