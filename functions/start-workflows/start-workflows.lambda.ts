import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { roundScheduling } from './round-scheduling.ts';
import { createStartWorkflows } from './start-workflows.ts';

export const handler = logged(
  createStartWorkflows({
    records: new Records(environment('RECORDS_TABLE')),
    workflows: lean(new SFNClient()),
    stateMachineArn: environment('APPLICATION_WORKFLOW'),
    directoryArn: environment('DIRECTORY_WORKFLOW'),
    ...roundScheduling(),
    now: () => new Date(),
  }),
);
