import type { Round } from '../../domain/round.ts';
import { type CaseHistory, type RoundReport, reportOn } from '../../domain/round-figures.ts';
import type { Desk } from '../acts/desk.ts';
import { cardsOf, type FoundCase } from '../store/cards.ts';
import { eventRow } from '../store/event-row.ts';
import { rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';
import { getReport, putReport, ReportMadeError } from '../store/round-report-row.ts';

/** Timelines are read so many at a time: 20,000 take some minutes, 2,000 some seconds. */
const AT_A_TIME = 50;

/**
 * Makes the report on a round that is completed, once, and owes the mail about it to the helpdesk. What happens to its
 * cases afterwards, such as a reversal, no longer changes it.
 */
export async function makeReport(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { id }: Pick<Round, 'id'>,
): Promise<'made' | 'made-before'> {
  if (await getReport(records, id)) return 'made-before';
  const report = await readReport(records, id);
  const owner = rowKeys['round-report'](id);
  const mail = oweMessage(owner, {
    template: 'round-report',
    subject: 'report',
    occurrence: 1,
    reference: id,
    recipient: owner,
    about: rowKeys.round(id),
    owedAt: at.toISOString(),
  });
  try {
    await records.transact([putReport(id, report, at), mail]);
    return 'made';
  } catch (error) {
    if (!(error instanceof ReportMadeError)) throw error;
    return 'made-before';
  }
}

/** The report as it would be made now: also of a round that goes on. */
export async function readReport(records: Records, round: string): Promise<RoundReport> {
  const cards = await cardsOf(records, round);
  const histories: CaseHistory[] = [];
  for (let begin = 0; begin < cards.length; begin += AT_A_TIME) {
    const some = cards.slice(begin, begin + AT_A_TIME);
    histories.push(...(await Promise.all(some.map((card) => historyOf(records, card)))));
  }
  return reportOn(histories);
}

const timelineLine = eventRow.pick({ at: true, what: true, about: true, reasons: true });

async function historyOf(records: Records, { reference, card: { state } }: FoundCase): Promise<CaseHistory> {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
    ExpressionAttributeValues: { ':pk': rowKeys.case(reference).pk, ':event': 'EVENT#' },
  };
  const lines = await Array.fromAsync(records.query(query, timelineLine));
  const passages = lines
    // a line about a slot or a question is not one of the case
    .filter(({ about }) => about === undefined)
    .map(({ at, what, reasons = [] }) => ({ at: new Date(at), what, reasons }));
  return { state, passages };
}
