import { environment } from '../environment.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { createSettleEndorsements } from './settle-endorsements.ts';
import { tellEndorsed } from './tell-endorsed.ts';

export const handler = logged(
  createSettleEndorsements({
    records: new Records(environment('RECORDS_TABLE')),
    now: () => new Date(),
    tellEndorsed,
  }),
);
