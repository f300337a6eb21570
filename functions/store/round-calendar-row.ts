import * as z from 'zod';
import { lastClosing, type Round } from '../../domain/round.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { instant, listRounds, RoundChangedError } from './round-row.ts';

const calendarRow = z.object({
  kind: z.literal('round-calendar'),
  /** From when until when each round is open, by its id; cancelled ones left out. */
  windows: z.record(z.string(), z.object({ opens: instant, closes: instant })),
  version: z.int().positive(),
});

/** The windows in which a programme's rounds of one designating body are open, as one consistent read found them. */
export interface RoundCalendar {
  readonly others: readonly { readonly id: string; readonly opens: Date; readonly closes: Date }[];
  /** Notes a round's window; refused when another round was noted since. */
  readonly note: (round: Round) => Write;
}

/** @param of the round that is about to be written: it is not among the others */
export async function readCalendar(
  records: Records,
  { id, programme, body }: Pick<Round, 'id' | 'programme' | 'body'>,
): Promise<RoundCalendar> {
  const key = rowKeys['round-calendar'](programme, body);
  const [row, listed] = await Promise.all([records.get(key, calendarRow), listRounds(records, programme)]);
  const known = listed.filter((round) => round.body === body && round.state !== 'cancelled');
  // the list may be late, and knows rounds from before there was a calendar
  const windows = {
    ...Object.fromEntries(
      known.map((round) => [round.id, { opens: round.opens.instant, closes: lastClosing(round).instant }] as const),
    ),
    ...row?.windows,
  };
  const note = (round: Round): Write => {
    const { [round.id]: _, ...others } = windows;
    const own = { [round.id]: { opens: round.opens.instant, closes: lastClosing(round).instant } };
    const next = { ...others, ...(round.state === 'cancelled' ? {} : own) };
    const item = z.encode(calendarRow, { kind: 'round-calendar', windows: next, version: (row?.version ?? 0) + 1 });
    const condition = row
      ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': row.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    return { Put: { Item: { ...key, ...item }, ...condition }, refusal: () => new RoundChangedError(round.id) };
  };
  const others = Object.entries(windows).flatMap(([other, window]) => (other === id ? [] : [{ id: other, ...window }]));
  return { others, note };
}
