import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { pageHandler } from '../web/page-handler.ts';
import { site } from '../web/site.ts';
import { endorseRoutes } from './endorse.ts';

const records = new Records(environment('RECORDS_TABLE'));

export const handler = logged(
  pageHandler({
    routes: endorseRoutes({ records, workflows: lean(new SFNClient()) }),
    records,
    now: () => new Date(),
    site: site(),
  }),
);
