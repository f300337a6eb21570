import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { createStartApplication } from './start-application.ts';

export const handler = createStartApplication({
  workflows: new SFNClient(),
  stateMachineArn: environment('APPLICATION_WORKFLOW'),
});
