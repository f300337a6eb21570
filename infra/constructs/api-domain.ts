import { CfnOutput } from 'aws-cdk-lib';
import { ApiMapping, DomainName, type HttpApi, type IHttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';

export interface ApiDomainProps {
  readonly api: HttpApi;
  readonly stage: IHttpStage;
  /** The public's own name: CloudFront passes the viewer's `Host` on, so the API must answer to it. */
  readonly domain: string;
}

/** The name under which CloudFront reaches the API: `origin.<domain>` is to be an alias of the output's target. */
export class ApiDomain extends Construct {
  constructor(scope: Construct, id: string, { api, stage, domain }: ApiDomainProps) {
    super(scope, id);
    const name = new DomainName(this, 'Name', {
      domainName: domain,
      certificate: new Certificate(this, 'Certificate', {
        domainName: domain,
        validation: CertificateValidation.fromDns(),
      }),
    });
    new ApiMapping(this, 'Mapping', { api, stage, domainName: name });
    new CfnOutput(this, 'OriginTarget', {
      value: name.regionalDomainName,
      description: `Make origin.${domain} a CNAME of this`,
    });
  }
}
