import * as z from 'zod';
import { propertiesOf } from '../template/properties.ts';
import type { Resource } from '../template/read-template.ts';
import { TemplateError } from '../template/template-error.ts';

/** One route of the HTTP API and the function behind it. */
export interface Route {
  /** As in the template: `GET /e/{link}`, `ANY /apply/{proxy+}` or `$default`. */
  readonly key: string;
  readonly functionArn: string;
  /** How long the function may take to answer, in milliseconds of real time. */
  readonly timeout: number;
}

export interface HttpApi {
  readonly id: string;
  readonly routes: readonly Route[];
}

/** What would behave otherwise in AWS than here is refused instead of overlooked. */
const apiSchema = z.object({
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: z.never({ error: 'CORS answers are not given here' }).optional(),
});
const stageSchema = z.object({
  StageName: z.literal('$default', { error: 'only the stage $default is run here' }),
  StageVariables: z.never({ error: 'stage variables are not given to functions here' }).optional(),
});
const routeSchema = z.object({
  RouteKey: z.string(),
  // CUSTOM: the guard that keeps requests from going round CloudFront; there is no CloudFront here to go round
  AuthorizationType: z
    .enum(['NONE', 'CUSTOM'], { error: 'only the guard behind CloudFront is left out here' })
    .default('NONE'),
  Target: z.string().startsWith('integrations/'),
});
const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string().startsWith('arn:aws:'),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
});

/**
 * Reads the HTTP API of the template; undefined when there is none.
 *
 * @throws TemplateError when there is more than one, or something in it is not run here
 */
export function httpApiOf(resources: readonly Resource[]): HttpApi | undefined {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  const [api, second] = ofType('Api');
  if (!api) return undefined;
  if (second) throw new TemplateError(second.path, 'one machine has one public door, so one API');
  propertiesOf(apiSchema, api);
  for (const stage of ofType('Stage')) propertiesOf(stageSchema, stage);
  const integrations = new Map(ofType('Integration').map((each) => [each.name, propertiesOf(integrationSchema, each)]));
  const routes = ofType('Route').map((route): Route => {
    const { RouteKey: key, Target } = propertiesOf(routeSchema, route);
    const integration = integrations.get(Target.slice('integrations/'.length));
    if (!integration) throw new TemplateError(route.path, `its target ${Target} is no integration of the template`);
    return { key, functionArn: functionIn(integration.IntegrationUri), timeout: integration.TimeoutInMillis };
  });
  return { id: api.name, routes };
}

/** The URI is the function's ARN, or API Gateway's own ARN with the function's inside `…/functions/<arn>/invocations`. */
function functionIn(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
