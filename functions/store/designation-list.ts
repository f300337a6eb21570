import * as z from 'zod';
import { DESIGNATION_STATES } from '../../domain/designation.ts';
import { indexes, listed } from './keys.ts';
import type { Records } from './records.ts';

const listedDesignation = z.object({
  listSk: z.string(),
  card: z.object({ state: z.enum(DESIGNATION_STATES), body: z.string() }),
});

/** All designations of a programme, in the order of their numbers. The index may be late by an instant. */
export async function designationsOfProgramme(records: Records, programme: string) {
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: `${indexes.byList.partitionKey} = :list`,
    ExpressionAttributeValues: { ':list': listed.designation(programme, '').listPk },
  };
  const rows = await Array.fromAsync(records.query(query, listedDesignation));
  return rows.map(({ listSk, card }) => ({ number: listSk, ...card }));
}
