import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { createStartWorkflows } from './start-workflows.ts';

export const handler = createStartWorkflows({
  workflows: new SFNClient(),
  stateMachineArn: environment('APPLICATION_WORKFLOW'),
  directoryArn: environment('DIRECTORY_WORKFLOW'),
  now: () => new Date(),
});
