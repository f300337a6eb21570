import type { Round } from '../../../domain/round.ts';
import { type InterestRow, isToldOfRounds, pageOfInterest } from '../../store/interest-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { MessageOwedError, oweMessage } from '../../store/message-row.ts';
import type { Desk } from '../desk.ts';

/** One page is a hundred transactions, ten at a time: a few seconds. */
const PAGE = 100;
const AT_A_TIME = 10;

export interface ToldInterested {
  /** To whom a mail is owed now that was not before. */
  readonly told: number;
  /** Where the next page begins; absent when all were told. */
  readonly next?: string;
}

/** What they are told of a round. Each is told the same once, however often a page is gone through. */
export interface NewsOfRound {
  readonly template: 'round-opened' | 'round-closes-early-list';
  /** What makes it unique. */
  readonly subject: string;
}

/**
 * Owes a mail to the people on the list of a round's programme.
 *
 * @param after `next` of the page before
 */
export async function tellInterested(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { id, programme }: Pick<Round, 'id' | 'programme'>,
  news: NewsOfRound,
  after?: string,
): Promise<ToldInterested> {
  const rows = await pageOfInterest(records, programme, PAGE, after);
  const wanted = rows.filter((row) => isToldOfRounds(row, at));
  let told = 0;
  for (let begin = 0; begin < wanted.length; begin += AT_A_TIME) {
    const words = await Promise.all(wanted.slice(begin, begin + AT_A_TIME).map((row) => tell(row)));
    told += words.filter((word) => word === 'told').length;
  }
  const last = rows.at(-1);
  return { told, ...(rows.length === PAGE && last && { next: last.address }) };

  async function tell({ address }: InterestRow): Promise<'told' | 'told-before'> {
    const mail = oweMessage(rowKeys.email(address), {
      ...news,
      occurrence: 1,
      reference: address,
      recipient: rowKeys.interest(programme, address),
      about: rowKeys.round(id),
      owedAt: at.toISOString(),
    });
    try {
      await records.transact([mail]);
      return 'told';
    } catch (error) {
      if (!(error instanceof MessageOwedError)) throw error;
      return 'told-before';
    }
  }
}
