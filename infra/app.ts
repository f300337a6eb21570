import { App, Tags } from 'aws-cdk-lib';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const file: unknown = app.node.tryGetContext('settings');
if (typeof file !== 'string') throw new Error('name a settings file, like this: -c settings=settings.example.json');
const settings = readSettings(file);
const env = { region: settings.region, ...(settings.account && { account: settings.account }) };

const data = new DataStack(app, 'DesignationRoundsData', { env, settings });
const service = new ServiceStack(app, 'DesignationRounds', { env, data, settings });
const edge = new EdgeStack(app, 'DesignationRoundsEdge', { env: { ...env, region: 'us-east-1' }, settings });
edge.addStackDependency(service);

Tags.of(app).add('service', 'designation-rounds');
