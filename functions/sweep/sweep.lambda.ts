import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { roundScheduling } from '../start-workflows/round-scheduling.ts';
import { Records } from '../store/records.ts';
import { createSweep } from './sweep.ts';
import { tellCases, tellOperators } from './tell-operators.ts';

export const handler = logged(
  createSweep({
    records: new Records(environment('RECORDS_TABLE')),
    workflows: lean(new SFNClient()),
    stateMachineArn: environment('APPLICATION_WORKFLOW'),
    directoryArn: environment('DIRECTORY_WORKFLOW'),
    ...roundScheduling(),
    now: () => new Date(),
    tellOperators,
    tellCases,
  }),
);
