import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { createRunRound } from './run-round.ts';

export const handler = logged(
  createRunRound({
    records: new Records(environment('RECORDS_TABLE')),
    workflows: lean(new SFNClient()),
    now: () => new Date(),
  }),
);
