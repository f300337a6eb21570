import { programmeOf } from '../store/case-file.ts';
import { getDesignation } from '../store/designation-rows.ts';
import { getEntry } from '../store/directory-entry-row.ts';
import { getText } from '../store/event-row.ts';
import { getRecipient } from '../store/recipient-row.ts';
import type { EndedFacts, HeldFacts, QuestionedFacts } from './facts.ts';
import type { Source } from './load-case.ts';
import { type Loaded, MailFactsMissingError, overtaken } from './loaded.ts';

/** The designation that owes the mail, and what every such mail says. */
async function readDesignation({ records, message, publicUrl, now }: Source) {
  const number = message.pk.replace('DESIGNATION#', '');
  const [row, recipient] = await Promise.all([
    getDesignation(records, number),
    getRecipient(records, message.recipient),
  ]);
  if (!row) throw new MailFactsMissingError('the designation');
  const { endsOn, reviewOn } = row;
  const facts: HeldFacts = {
    recipient,
    now,
    home: publicUrl,
    programme: programmeOf(row.generation),
    number,
    endsOn,
    reviewOn,
    page: `${publicUrl}/designations/${number}`,
  };
  return { row, facts };
}

/** Only while it stands. */
export async function loadHeld(source: Source): Promise<Loaded<HeldFacts>> {
  const { row, facts } = await readDesignation(source);
  return row.state === 'ended' ? overtaken : { facts };
}

/** Only while they are listed, and have not confirmed the entry since. */
export async function loadEntry(source: Source): Promise<Loaded<HeldFacts>> {
  const { facts } = await readDesignation(source);
  const entry = await getEntry(source.records, facts.number);
  return entry && entry.promptedFor === entry.confirmedOn ? { facts } : overtaken;
}

export async function loadQuestioned(source: Source): Promise<Loaded<QuestionedFacts>> {
  const { row, facts } = await readDesignation(source);
  const { review } = row;
  if (!review) return overtaken;
  const ground = facts.programme.designation.reviewGrounds.find(({ id }) => id === review.ground);
  const words = (await getText(source.records, row.reference, review.text)) ?? '';
  return { facts: { ...facts, ground: ground?.wording ?? '', words } };
}

export async function loadEnded(source: Source): Promise<Loaded<EndedFacts>> {
  const { row, facts } = await readDesignation(source);
  const { ended, reference } = row;
  if (!ended) throw new MailFactsMissingError('why the designation ended');
  const words = ended.text === undefined ? '' : ((await getText(source.records, reference, ended.text)) ?? '');
  return { facts: { ...facts, reason: ended.reason, words } };
}
