import { randomBytes, randomUUID } from 'node:crypto';
import { environment } from '../environment.ts';
import { Records } from '../store/records.ts';
import { pageHandler } from '../web/page.ts';
import { createApply } from './apply.ts';

export const handler = pageHandler(
  createApply({
    records: new Records(environment('RECORDS_TABLE')),
    now: () => new Date(),
    newReference: () => `LLE-${randomBytes(4).toString('hex').toUpperCase().replaceAll(/[01]/g, 'X')}`,
    newId: randomUUID,
  }),
);
