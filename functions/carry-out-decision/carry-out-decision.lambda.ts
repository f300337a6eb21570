import { environment } from '../environment.ts';
import { Records } from '../store/records.ts';
import { createCarryOutDecision } from './carry-out-decision.ts';

export const handler = createCarryOutDecision({
  records: new Records(environment('RECORDS_TABLE')),
  now: () => new Date(),
});
