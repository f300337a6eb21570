import { type App, Tags } from 'aws-cdk-lib';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { Settings } from './settings.ts';

/** Everything that one deployment is made of: what it remembers, what it does, and what stands before it. */
export function addStacks(app: App, settings: Settings) {
  const env = { region: settings.region, ...(settings.account && { account: settings.account }) };
  const data = new DataStack(app, 'DesignationRoundsData', { env, settings });
  const service = new ServiceStack(app, 'DesignationRounds', { env, data, settings });
  const edge = new EdgeStack(app, 'DesignationRoundsEdge', { env: { ...env, region: 'us-east-1' }, settings });
  edge.addStackDependency(service);
  Tags.of(app).add('service', 'designation-rounds');
  return { data, service, edge };
}
