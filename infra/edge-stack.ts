import { SecretValue, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { EDGE_HEADER } from '../functions/guard-edge/guard-edge.ts';
import { EDGE_SECRET_NAME } from './constructs/edge-guard.ts';
import type { Settings } from './settings.ts';

interface EdgeStackProps extends StackProps {
  readonly settings: Settings;
}

/** What stands between the public and the service: certificate, firewall, CloudFront. Always in us-east-1. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: EdgeStackProps) {
    super(scope, id, props);

    const certificate = new Certificate(this, 'Certificate', {
      domainName: settings.domain,
      validation: CertificateValidation.fromDns(),
    });
    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Firewall'),
      rules: [
        // forms with long answers are larger than the 8 KB that this rule would let pass
        managedRules(0, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
        managedRules(1, 'AWSManagedRulesKnownBadInputsRuleSet'),
        managedRules(2, 'AWSManagedRulesAmazonIpReputationList'),
        limitOfAnAddress(3, settings.scale.requestsPerAddress),
      ],
    });
    const distribution = new Distribution(this, 'Distribution', {
      domainNames: [settings.domain],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      webAclId: firewall.attrArn,
      defaultBehavior: {
        // an alias of the API's domain: a reference into its region would need a custom resource
        origin: new HttpOrigin(`origin.${settings.domain}`, {
          customHeaders: { [EDGE_HEADER]: SecretValue.secretsManager(EDGE_SECRET_NAME).unsafeUnwrap() },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: new OriginRequestPolicy(this, 'WholeRequest', {
          cookieBehavior: OriginRequestCookieBehavior.all(),
          // all that the viewer sent, and from where: functions know the viewer by no other header
          headerBehavior: OriginRequestHeaderBehavior.all('CloudFront-Viewer-Address'),
          queryStringBehavior: OriginRequestQueryStringBehavior.all(),
        }),
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
    });
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Applicants and endorsers may travel' },
      {
        id: 'AwsSolutions-CFR3',
        reason: 'Its logs hold addresses of people and paths with the secrets of links; the API logs the routes',
      },
    );
  }
}

const visible = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

/** A whole school may stand behind one address, so it is far above what a person does. The service limits what costs or sends mail. */
const limitOfAnAddress = (priority: number, limit: number): CfnWebACL.RuleProperty => ({
  name: 'RequestsPerAddress',
  priority,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit } },
  visibilityConfig: visible('RequestsPerAddress'),
});

/** One of AWS's own rule groups; it blocks, but for rules that are only to count. */
const managedRules = (priority: number, name: string, counting: readonly string[] = []): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counting.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visible(name),
});
