import { randomBytes, randomUUID } from 'node:crypto';
import { makeReference } from '../../../domain/reference.ts';
import type { Round } from '../../../domain/round.ts';
import { MAIL_USES, type TemplateId } from '../../../functions/mail/template-ids.ts';
import { type CaseRow, putCase } from '../../../functions/store/case-row.ts';
import { putDesignation } from '../../../functions/store/designation-rows.ts';
import { type EndorsementRequestRow, putRequest, requestKey } from '../../../functions/store/endorsement-rows.ts';
import { putText } from '../../../functions/store/event-row.ts';
import { informationKey, putInformationRequest } from '../../../functions/store/information-request-row.ts';
import { type Key, rowKeys } from '../../../functions/store/keys.ts';
import { getMessage, type MessageRow, type NewMessage, oweMessage } from '../../../functions/store/message-row.ts';
import type { Records } from '../../../functions/store/records.ts';
import { putRound } from '../../../functions/store/round-row.ts';
import { putSignInRequest } from '../../../functions/store/sign-in-request-row.ts';
import { putSlot, type SlotRow } from '../../../functions/store/slot-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { aRound } from '../../domain/a-round.ts';

/** A day on which the round is open. */
export const AT = new Date('2027-01-29T12:00:00Z');
export const DUE = new Date('2027-03-12T17:00:00Z');

export const APPLICANT = { name: 'Ann <Example> & Co', email: 'ann@school.example' };
export const ENDORSER = { name: 'Chris O’Neil', email: 'chris@governors.example' };

const refuse = () => new Error('the row is there already');

export interface SeededCase {
  readonly records: Records;
  readonly reference: string;
  readonly person: string;
  readonly slot: string;
  /** Rows of other kinds, which mails tell of. */
  readonly information: Key;
  readonly digest: Key;
}

interface Changes {
  readonly programme?: typeof LLE_2014;
  readonly case?: Partial<CaseRow>;
  readonly round?: Partial<Round>;
  readonly slot?: Partial<SlotRow>;
  readonly request?: Partial<EndorsementRequestRow>;
}

/** A case with every row that some mail tells of, whatever its state. */
export async function seedCase(records: Records, changes: Changes = {}): Promise<SeededCase> {
  const { programme = LLE_2014 } = changes;
  const reference = makeReference(programme.prefix, randomBytes(64));
  const person = randomUUID();
  const round = aRound({
    id: randomUUID(),
    programme: programme.id,
    generation: programme.generation,
    extended: { at: AT, moved: ['closes'], reason: 'An ill panel.', closesMoved: { at: AT, reason: 'A storm.' } },
    closedEarly: { at: AT, reason: 'All the money is spent.' },
    ...changes.round,
  });
  const slot = programme.endorsements.slots[0]?.id ?? '';
  const at = AT.toISOString();
  const asked = { reference, slot, request: '1', state: 'requested' } as const;
  const digest = rowKeys.digest(randomUUID().replaceAll('-', ''), AT);
  const ended = { reasons: someReasons(programme), text: 'words' };
  await records.transact([
    ...putRound(round),
    { Put: { Item: { ...rowKeys.person(person), kind: 'person', person, ...APPLICANT } } },
    putCase(
      {
        kind: 'case',
        reference,
        programme: programme.id,
        generation: programme.generation,
        round: round.id,
        body: 'national',
        person,
        state: 'awaiting-endorsements',
        run: 1,
        startedAt: at,
        submittedAt: at,
        ended,
        card: { name: APPLICANT.name, state: 'awaiting-endorsements', since: at },
        version: 1,
        ...changes.case,
      },
      refuse,
    ),
    putSlot(
      {
        kind: 'slot',
        ...asked,
        requestedAt: at,
        dueAt: DUE.toISOString(),
        done: [],
        lastMailAt: at,
        version: 1,
        ...changes.slot,
      },
      programme.endorsements,
    ),
    putRequest(
      {
        kind: 'endorsement-request',
        ...asked,
        ...ENDORSER,
        role: 'chair-of-governors',
        askedAt: at,
        warnings: [],
        ...changes.request,
      },
      'hash of the address',
    ),
    putInformationRequest({
      kind: 'information-request',
      reference,
      request: 'i1',
      state: 'open',
      asks: 'question',
      askedAt: at,
      dueAt: DUE.toISOString(),
    }),
    putText(reference, 'question', 'Which school did you <support>?\n\nAnd when?'),
    putText(reference, 'words', 'The evidence was thin.'),
    putSignInRequest(addressOf(person), 'ann@school.example', AT),
    { Put: { Item: { ...digest, kind: 'digest', ...ENDORSER, requests: [asked] } } },
    ...putDesignation(
      {
        kind: 'designation',
        number: `${reference}-9WPD`,
        programme: programme.id,
        generation: programme.generation,
        body: 'national',
        person,
        reference,
        state: 'active',
        startsOn: '2027-05-01',
        endsOn: '2031-04-30',
        reviewOn: '2028-05-01',
        conditions: [...programme.designation.conditions],
      },
      undefined,
      AT,
    ),
  ]);
  return { records, reference, person, slot, information: informationKey(reference, 'i1'), digest };
}

const someReasons = ({ criteria, decision }: typeof LLE_2014) =>
  [criteria[0]?.id, decision.declineReasons[0]?.id].filter((id) => id !== undefined);

/** What stands for the applicant's address in keys. */
export const addressOf = (person: string): string => person.replaceAll('-', '');

/** Owes a message of a template, as the act that it belongs to does. */
export async function owe(
  { records, reference, person, slot, information, digest }: SeededCase,
  template: TemplateId,
  changes: Partial<NewMessage> = {},
): Promise<MessageRow> {
  const { to, about } = MAIL_USES[template];
  const request = requestKey(reference, slot, '1');
  const applicant = template === 'sign-in' ? rowKeys['sign-in-request'](addressOf(person)) : rowKeys.person(person);
  const recipient = about === 'digest' ? digest : to === 'endorser' ? request : applicant;
  const owner = about === 'digest' ? digest : about === 'person' ? recipient : rowKeys.case(reference);
  const message: NewMessage = {
    template,
    subject: to === 'endorser' ? `${slot}-1` : 'applicant',
    occurrence: 1,
    reference: owner.pk.startsWith('CASE#') ? reference : owner.pk.replace(/^\w+#/, ''),
    recipient,
    owedAt: AT.toISOString(),
    ...(about === 'information-request' && { about: information }),
    ...(about === 'endorsement-request' && to === 'applicant' && { about: request }),
    ...changes,
  };
  await records.transact([oweMessage(owner, message)]);
  return reread(records, rowKeys.message(owner, template, message.subject, message.occurrence));
}

/** A message as it is now. */
export async function reread(records: Records, key: Key): Promise<MessageRow> {
  const message = await getMessage(records, key);
  if (!message) throw new Error(`no message ${key.pk} ${key.sk}`);
  return message;
}
