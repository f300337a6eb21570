import { CfnOutput, CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { ApiDomain } from './api-domain.ts';
import { EdgeGuard } from './edge-guard.ts';
import type { ServiceFunction } from './service-function.ts';

/** The route instead of the path, and no address: paths hold the secrets of emailed links, and both are personal data. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTime(),
    route: AccessLogField.contextRouteKey(),
    status: AccessLogField.contextStatus(),
    milliseconds: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
    error: AccessLogField.contextErrorMessage(),
  }),
);

/** A method that data does not take goes to the data's function too: its refusal is data, not a page. */
const DATA_METHODS = [
  HttpMethod.GET,
  HttpMethod.HEAD,
  HttpMethod.OPTIONS,
  HttpMethod.POST,
  HttpMethod.PUT,
  HttpMethod.PATCH,
  HttpMethod.DELETE,
];

/** The public door: which function answers which paths. */
export class Pages extends Construct {
  readonly api: HttpApi;
  readonly #publicUrl: CfnParameter;
  readonly #helpdesk: Settings['helpdesk'];

  constructor(scope: Construct, id: string, { domain, helpdesk, scale }: Settings) {
    super(scope, id);
    this.#helpdesk = helpdesk;
    // CloudFront's domain is the only way in, and only with CloudFront's key
    const { authorizer } = new EdgeGuard(this, 'EdgeGuard');
    this.api = new HttpApi(this, 'Api', {
      disableExecuteApiEndpoint: true,
      defaultAuthorizer: authorizer,
      createDefaultStage: false,
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = this.api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: scale.requestsPerSecond, burstLimit: scale.requestsAtOnce },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: ACCESS_LOG },
    });
    new ApiDomain(this, 'Domain', { api: this.api, stage, domain });
    // a parameter, because the same template may stand behind another address
    this.#publicUrl = new CfnParameter(this, 'PublicUrl', {
      default: `https://${domain}`,
      description: 'Where the public reaches the service, without a slash at its end',
    });
    this.#publicUrl.overrideLogicalId('PublicUrl');
    new CfnOutput(this, 'Address', { value: this.publicUrl });
  }

  /** Gives a function the requests of some paths (`/e/{proxy+}`), and tells it what pages say: how to reach the helpdesk. */
  serve(page: ServiceFunction, paths: readonly string[]): void {
    const integration = new HttpLambdaIntegration(`${page.node.id}Pages`, page);
    for (const path of paths) {
      this.api.addRoutes({ path, integration, methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST] });
    }
    page.setEnvironment('HELPDESK_EMAIL', this.#helpdesk.email);
    page.setEnvironment('HELPDESK_PHONE', this.#helpdesk.phone);
    page.setEnvironment('HELPDESK_HOURS', this.#helpdesk.hours);
  }

  /** Gives a function the requests for open data, which other sites' scripts may read too. */
  serveData(data: ServiceFunction, paths: readonly string[]): void {
    const integration = new HttpLambdaIntegration(`${data.node.id}Data`, data);
    for (const path of paths) {
      this.api.addRoutes({ path, integration, methods: DATA_METHODS });
    }
  }

  /** Serves what every page loads. */
  serveAssets(assets: ServiceFunction): void {
    const integration = new HttpLambdaIntegration(`${assets.node.id}Pages`, assets);
    this.api.addRoutes({ path: '/assets/{proxy+}', integration, methods: [HttpMethod.GET, HttpMethod.HEAD] });
  }

  /** Where the public reaches the service. */
  get publicUrl(): string {
    return this.#publicUrl.valueAsString;
  }

  /** Tells a function the service's address, for links that others follow. */
  tellAddress(writer: ServiceFunction): void {
    writer.setEnvironment('PUBLIC_URL', this.publicUrl);
  }
}
