import { environment } from '../environment.ts';
import { Records } from '../store/records.ts';
import { createSettleEndorsements } from './settle-endorsements.ts';

export const handler = createSettleEndorsements({
  records: new Records(environment('RECORDS_TABLE')),
  now: () => new Date(),
});
