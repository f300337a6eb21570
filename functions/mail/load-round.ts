import { earlyClosing, lastClosing } from '../../domain/round.ts';
import { gate } from '../../domain/round-gate.ts';
import { findProgramme } from '../../programmes/programmes.ts';
import { viewReport } from '../figures/report-view.ts';
import { programmeOf } from '../store/case-file.ts';
import { getInterest, INTEREST_DAYS } from '../store/interest-row.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import { getRecipient } from '../store/recipient-row.ts';
import { getReport } from '../store/round-report-row.ts';
import { getRound } from '../store/round-row.ts';
import type {
  InterestFacts,
  LatePassFacts,
  RoundClosesEarlyFacts,
  RoundFacts,
  RoundOpenedFacts,
  RoundReportFacts,
} from './facts.ts';
import type { Source } from './load-case.ts';
import { type Loaded, MailFactsMissingError, overtaken } from './loaded.ts';

const DAY = 24 * 60 * 60_000;

/** To whoever asked to hear of the next round; on the list already, it shows the way off it instead. */
export async function loadInterest({ records, message, publicUrl, now }: Source): Promise<Loaded<InterestFacts>> {
  const row = await getInterest(records, message.recipient, now);
  if (!row) return overtaken;
  const programme = findProgramme(row.programme);
  if (!programme) throw new MailFactsMissingError('the programme');
  const until = new Date(Date.parse(row.askedAt) + INTEREST_DAYS.toConfirm * DAY);
  const isConfirmed = row.state === 'confirmed';
  const { programme: id, address } = row;
  return {
    facts: { recipient: { name: '', email: row.email }, now, home: publicUrl, programme, isConfirmed, until },
    targets: isConfirmed
      ? [{ leadsTo: 'interest-end', programme: id, address }]
      : [{ leadsTo: 'interest', programme: id, address, until: until.toISOString() }],
  };
}

/** Only as long as it is true, and they still want it. */
export async function loadRoundOpened(source: Source): Promise<Loaded<RoundOpenedFacts>> {
  const { records, message, now } = source;
  const [row, round] = await Promise.all([getInterest(records, message.recipient, now), readRound(source)]);
  if (row?.state !== 'confirmed' || gate(round, {}, now) !== 'open') return overtaken;
  const { programme, address, email } = row;
  return {
    facts: { ...roundFacts(source, round, email), isAgain: round.reopened !== undefined },
    targets: [{ leadsTo: 'interest-end', programme, address }],
  };
}

/** Not once the closing was put back again, or the round opened again. */
export async function loadRoundClosesEarly(source: Source): Promise<Loaded<RoundClosesEarlyFacts>> {
  const { records, message, now } = source;
  const [row, round] = await Promise.all([getInterest(records, message.recipient, now), readRound(source)]);
  const early = earlyClosing(round);
  if (row?.state !== 'confirmed' || !early) return overtaken;
  const { programme, address, email } = row;
  const facts = roundFacts(source, round, email);
  return {
    facts: { ...facts, isClosed: now >= facts.closes, reason: early.reason },
    targets: [{ leadsTo: 'interest-end', programme, address }],
  };
}

/** Only as long as the pass is good. */
export async function loadLatePass(source: Source): Promise<Loaded<LatePassFacts>> {
  const { records, message, now } = source;
  const [round, recipient] = await Promise.all([readRound(source), getRecipient(records, message.recipient)]);
  const until = await getLatePass(records, round.id, message.reference);
  if (!until || now >= until) return overtaken;
  return { facts: { ...roundFacts(source, round, recipient.email), recipient, until } };
}

/** To the staff's own mailbox: it is known to the sender only. */
export async function loadReport(source: Source): Promise<Loaded<RoundReportFacts>> {
  const round = await readRound(source);
  const found = await getReport(source.records, round.id);
  if (!found) throw new MailFactsMissingError('the report');
  const facts = roundFacts(source, round, source.helpdesk.email);
  return { facts: { ...facts, report: viewReport(found.report, facts.programme) } };
}

type Read = Awaited<ReturnType<typeof readRound>>;

async function readRound({ records, message }: Source) {
  const { pk = '' } = message.about ?? {};
  return (await getRound(records, pk.replace('ROUND#', ''))).round;
}

function roundFacts({ publicUrl, now }: Source, round: Read, email: string): RoundFacts {
  return {
    recipient: { name: '', email },
    now,
    home: publicUrl,
    programme: programmeOf(round.generation),
    title: round.title,
    closes: lastClosing(round).instant,
    page: `${publicUrl}/rounds/${round.id}`,
  };
}
