import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { Records } from '../store/records.ts';
import { pageHandler } from '../web/page.ts';
import { createEndorse } from './endorse.ts';

export const handler = pageHandler(
  createEndorse({
    records: new Records(environment('RECORDS_TABLE')),
    workflows: new SFNClient(),
    now: () => new Date(),
  }),
);
