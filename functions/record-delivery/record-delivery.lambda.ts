import { environment } from '../environment.ts';
import { Records } from '../store/records.ts';
import { createRecordDelivery } from './record-delivery.ts';

export const handler = createRecordDelivery({ records: new Records(environment('RECORDS_TABLE')) });
