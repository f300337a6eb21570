import { App } from 'aws-cdk-lib';
import { readSettings } from './settings.ts';
import { addStacks } from './stacks.ts';

const app = new App();
const file: unknown = app.node.tryGetContext('settings');
if (typeof file !== 'string') throw new Error('name a settings file, like this: -c settings=settings.example.json');
addStacks(app, readSettings(file));
