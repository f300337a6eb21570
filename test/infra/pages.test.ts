import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { expect, it } from 'vitest';
import { Pages } from '../../infra/constructs/pages.ts';
import { readSettings } from '../../infra/settings.ts';
import { unvalidatedApp } from './unvalidated-app.ts';

it('limits requests, and logs them without paths and addresses', () => {
  const stack = new Stack(unvalidatedApp(), 'Test');
  new Pages(stack, 'Pages', readSettings('settings.example.json'));
  const [stage] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Stage'));
  expect(stage?.Properties.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
  const format: string = stage?.Properties.AccessLogSettings.Format;
  expect(format).toContain('$context.routeKey');
  // a path may hold the secret of an emailed link
  expect(format).not.toMatch(/\$context\.(path|identity|http\.)/);
});
