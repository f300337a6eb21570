import { environment } from '../environment.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { createCheckEligibility } from './check-eligibility.ts';

export const handler = logged(
  createCheckEligibility({
    records: new Records(environment('RECORDS_TABLE')),
    now: () => new Date(),
  }),
);
