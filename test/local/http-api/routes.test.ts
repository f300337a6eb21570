import { expect, it } from 'vitest';
import { httpApiOf } from '../../../local/http-api/routes.ts';
import { placeOf } from '../../../local/template/places.ts';
import type { Resource } from '../../../local/template/read-template.ts';

function resource(kind: string, name: string, properties: Record<string, unknown>): Resource {
  const type = `AWS::ApiGatewayV2::${kind}`;
  const place = placeOf(type) as Resource['place'];
  return { logicalId: name, path: `Rounds/${name}`, stack: 'Rounds', type, place, name, arn: undefined, properties };
}

const ARN = 'arn:aws:lambda:eu-west-2:000000000000:function:greet';
const api = resource('Api', 'api', { ProtocolType: 'HTTP' });
const stage = resource('Stage', '$default', { StageName: '$default' });
const integration = resource('Integration', 'greet', {
  IntegrationType: 'AWS_PROXY',
  IntegrationUri: ARN,
  PayloadFormatVersion: '2.0',
});
const route = resource('Route', 'route', {
  RouteKey: 'GET /',
  AuthorizationType: 'NONE',
  Target: 'integrations/greet',
});

it('reads the routes of the API and the functions behind them', () => {
  expect(httpApiOf([route, integration, stage, api])).toEqual({
    id: 'api',
    routes: [{ key: 'GET /', functionArn: ARN, timeout: 30_000 }],
  });
});

it("finds the function in API Gateway's own way to name it", () => {
  const IntegrationUri = `arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/${ARN}/invocations`;
  const other = resource('Integration', 'greet', { ...integration.properties, IntegrationUri, TimeoutInMillis: '500' });
  expect(httpApiOf([api, route, other])?.routes).toEqual([{ key: 'GET /', functionArn: ARN, timeout: 500 }]);
});

it('finds nothing in a template without an API', () => {
  expect(httpApiOf([])).toBeUndefined();
});

it.each([
  [
    'a second API',
    resource('Api', 'other', { ProtocolType: 'HTTP' }),
    /Rounds\/other: one machine has one public door/,
  ],
  ['another stage', resource('Stage', 'dev', { StageName: 'dev' }), /Rounds\/dev: .*only the stage \$default/],
  ['a websocket', resource('Route', 'odd', { RouteKey: '$connect' }), /Rounds\/odd: .*Target/s],
  [
    'an authorizer',
    resource('Route', 'guarded', { ...route.properties, AuthorizationType: 'JWT' }),
    /Rounds\/guarded: .*only the guard behind CloudFront is left out here/,
  ],
  [
    'a target that is not there',
    resource('Route', 'lost', { ...route.properties, Target: 'integrations/none' }),
    /Rounds\/lost: its target integrations\/none/,
  ],
])('refuses %s by name', (_what, odd, message) => {
  expect(() => httpApiOf([api, stage, integration, route, odd])).toThrow(message);
});
