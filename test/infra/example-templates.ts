import { Template } from 'aws-cdk-lib/assertions';
import { readSettings } from '../../infra/settings.ts';
import { addStacks } from '../../infra/stacks.ts';
import { unvalidatedApp } from './unvalidated-app.ts';

export const settings = readSettings('settings.example.json');

/** The templates of the example settings. Synthesised once for all tests of a process: read them only. */
const stacks = addStacks(unvalidatedApp(), settings);
export const data = Template.fromStack(stacks.data);
export const service = Template.fromStack(stacks.service);
export const edge = Template.fromStack(stacks.edge);
