import { linkWord } from '../../domain/endorsement.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import { endorsementOf, type RequestId } from '../acts/slot-at-hand.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseNotFoundError } from '../store/case-row.ts';
import type { EndorsementRow } from '../store/endorsement-rows.ts';
import { followLink } from '../store/link-row.ts';
import type { Records } from '../store/records.ts';
import { statementsFor } from './statements.ts';

/** What an emailed link leads to: one person who was asked to endorse, and how that stands. */
export interface Asked {
  readonly id: RequestId;
  readonly file: CaseFile;
  readonly rules: EndorsementSlot;
  readonly endorser: string;
  readonly dueAt: Date;
  /** What they have written, as far as it is kept. */
  readonly written: EndorsementRow | undefined;
  readonly word: ReturnType<typeof linkWord>;
  /** Of their own pages. */
  readonly home: string;
}

/** Undefined when nobody was ever sent the link, or all that it led to has been erased. */
export async function findAsked(records: Records, link: string, at: Date): Promise<Asked | undefined> {
  const target = await followLink(records, link);
  if (target?.leadsTo !== 'endorsement') return undefined;
  const file = await readCaseFile(records, target.reference).catch((error: unknown) => {
    if (error instanceof CaseNotFoundError) return undefined;
    throw error;
  });
  const slot = file?.slots.find((row) => row.slot === target.slot);
  const asked = file?.requests.find((row) => row.slot === target.slot && row.request === target.request);
  const rules = file?.programme.endorsements.slots.find(({ id }) => id === target.slot);
  if (!file || !slot || !asked || !rules) return undefined;

  const isLive = slot.request === asked.request;
  const dueAt = new Date(slot.dueAt);
  const word = linkWord(isLive ? slot.state : asked.state, dueAt, at);
  return {
    id: { reference: target.reference, slot: target.slot, request: target.request },
    file,
    rules,
    endorser: asked.name,
    dueAt,
    written: endorsementOf(file, target),
    // somebody else has been asked since
    word: word === 'live' && !isLive ? 'replaced' : word,
    home: `/e/${link}`,
  };
}

/** What every page about a request shows. */
export const viewOf = ({ id, file, rules, endorser, dueAt, home }: Asked) => ({
  reference: id.reference,
  applicant: file.case.card.name,
  school: file.case.card.school,
  programme: file.programme.words,
  rules,
  endorser,
  dueAt,
  home,
  hasStatements: statementsFor(file, rules).length > 0,
});
