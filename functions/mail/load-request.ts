import * as z from 'zod';
import { type EndorsementState, FILLABLE, WITH_ENDORSER } from '../../domain/endorsement.ts';
import { pointsTo } from '../acts/point-to-right-person.ts';
import { endorsementRequestRow, endorsementRow, requestKey } from '../store/endorsement-rows.ts';
import { type Key, referenceOf, rowKeys, slotOfRequest } from '../store/keys.ts';
import { getRecipient } from '../store/recipient-row.ts';
import type { Records } from '../store/records.ts';
import { getSlot } from '../store/slot-row.ts';
import type { DeclinedFacts, DigestFacts, RequestFacts } from './facts.ts';
import { readCase, type Source } from './load-case.ts';
import { type Loaded, MailFactsMissingError, overtaken } from './loaded.ts';

/** Mails with the link to answer by: only while the endorser can still act on it. */
export async function loadLiveRequest(source: Source): Promise<Loaded<RequestFacts>> {
  const { state, facts, target } = await readRequest(source, aboutKey(source));
  return isOpen(state, [...WITH_ENDORSER, 'bounced'], facts) ? { facts, targets: [target] } : overtaken;
}

/** Notes to the applicant: only while somebody else could still be named. */
export async function loadFillableRequest(source: Source): Promise<Loaded<RequestFacts>> {
  const { state, facts } = await readRequest(source, aboutKey(source));
  return isOpen(state, FILLABLE, facts) ? { facts } : overtaken;
}

/** Mails that tell what has happened: true whatever came after. */
export async function loadRequest(source: Source): Promise<Loaded<RequestFacts>> {
  return { facts: (await readRequest(source, aboutKey(source))).facts };
}

/** That somebody declined; of whoever is not the right person, whom they named. */
export async function loadDeclined(source: Source): Promise<Loaded<DeclinedFacts>> {
  const { facts, target } = await readRequest(source, aboutKey(source));
  const { reference, slot, request } = target;
  const written = await source.records.get(rowKeys.endorsement(reference, slot, request), endorsementRow);
  return { facts: { ...facts, pointsTo: pointsTo(written) } };
}

const digestRow = z.object({
  requests: z.array(endorsementRequestRow.pick({ reference: true, slot: true, request: true })),
});

/** The requests that went out as one mail. */
export async function readDigest(records: Records, { pk, sk }: Key) {
  return (await records.get({ pk, sk }, digestRow))?.requests;
}

/** The requests of a digest that can still be answered. */
export async function loadDigest(source: Source): Promise<Loaded<DigestFacts>> {
  const { records, message, publicUrl, now } = source;
  const [digest, recipient] = await Promise.all([
    readDigest(records, message.recipient),
    getRecipient(records, message.recipient),
  ]);
  if (!digest) throw new MailFactsMissingError('the digest');
  const read = await Promise.all(
    digest.map(({ reference, slot, request }) => readRequest(source, requestKey(reference, slot, request))),
  );
  const live = read.filter(({ state, facts }) => isOpen(state, [...WITH_ENDORSER, 'bounced'], facts));
  if (live.length === 0) return overtaken;
  const facts = { recipient, now, home: publicUrl, requests: live.map((one) => one.facts) };
  return { facts, targets: live.map(({ target }) => target) };
}

const aboutKey = ({ message }: Source): Key => message.about ?? message.recipient;

function isOpen(state: EndorsementState, open: readonly EndorsementState[], { dueAt, now }: RequestFacts): boolean {
  return open.includes(state) && now < dueAt;
}

async function readRequest(source: Source, key: Key) {
  const reference = referenceOf(key);
  const [{ row, facts }, { request, slot }] = await Promise.all([
    readCase(source, reference),
    readAsked(source.records, key),
  ]);
  const rules = facts.programme.endorsements.slots.find(({ id }) => id === request.slot);
  if (!rules) throw new MailFactsMissingError(`slot ${request.slot}`);
  const all: RequestFacts = {
    ...facts,
    endorserPage: `${facts.page}/endorsers/${request.slot}`,
    applicant: row.card.name,
    endorser: request.name,
    slot: rules,
    dueAt: new Date(slot.dueAt),
  };
  const target = { leadsTo: 'endorsement', reference, slot: request.slot, request: request.request } as const;
  // a request that another has taken the place of stays as it was left; the live one is as its slot is
  const state = slot.request === request.request ? slot.state : request.state;
  return { state, facts: all, target };
}

async function readAsked(records: Records, { pk, sk }: Key) {
  const [request, slot] = await Promise.all([
    records.get({ pk, sk }, endorsementRequestRow),
    getSlot(records, referenceOf({ pk }), slotOfRequest(sk)),
  ]);
  if (!request) throw new MailFactsMissingError('the endorsement request');
  if (!slot) throw new MailFactsMissingError(`slot ${request.slot}`);
  return { request, slot };
}
