import { environment } from '../environment.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { createCarryOutDecision } from './carry-out-decision.ts';

export const handler = logged(
  createCarryOutDecision({
    records: new Records(environment('RECORDS_TABLE')),
    now: () => new Date(),
  }),
);
