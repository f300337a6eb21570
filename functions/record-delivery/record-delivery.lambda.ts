import { environment } from '../environment.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { createRecordDelivery } from './record-delivery.ts';

export const handler = logged(createRecordDelivery({ records: new Records(environment('RECORDS_TABLE')) }));
