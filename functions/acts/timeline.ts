import { randomUUID } from 'node:crypto';
import type { TemplateId } from '../mail/template-ids.ts';
import type { CaseRow } from '../store/case-row.ts';
import { requestKey } from '../store/endorsement-rows.ts';
import { type Actor, putEvent, putText } from '../store/event-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import { personKey } from '../store/person-row.ts';
import type { Write } from '../store/records.ts';
import type { SlotRow } from '../store/slot-row.ts';

/** A mail that is owed because of a fact. */
export interface Mail {
  readonly template: TemplateId;
  readonly to: Key;
  /** Of the case. */
  readonly round: string;
  /** Makes it unique: facts that can come again name which time it is. */
  readonly subject: string;
  readonly about?: Key;
}

export interface Fact {
  readonly who: Actor;
  readonly what: string;
  readonly about?: string;
  readonly reasons?: readonly string[];
  /** A reason in words: kept as a text of its own. */
  readonly words?: string | undefined;
  /** The id of a text that is kept already. */
  readonly why?: string;
}

/** What a fact leaves: its line in the timeline, the words that go with it, and the mails that it owes. */
export function recordFact(reference: string, at: Date, fact: Fact, mails: readonly Mail[] = []): Write[] {
  const { words, reasons, why = words ? randomUUID() : undefined, ...rest } = fact;
  return [
    ...(words && why ? [putText(reference, why, words)] : []),
    putEvent(reference, at, {
      ...rest,
      ...(reasons && { reasons: [...reasons] }),
      ...(why && { why }),
      ...(mails.length > 0 && { messages: mails.map(({ template }) => template) }),
    }),
    ...mails.map(({ template, to, round, subject, about }) =>
      oweMessage(rowKeys.case(reference), {
        template,
        subject,
        occurrence: 1,
        reference,
        round,
        recipient: to,
        owedAt: at.toISOString(),
        ...(about && { about }),
      }),
    ),
  ];
}

export const toApplicant = (
  { person, round }: Pick<CaseRow, 'person' | 'round'>,
  template: TemplateId,
  subject = 'applicant',
  about?: Key,
): Mail => ({ template, to: personKey(person), round, subject, ...(about && { about }) });

type Asked = Pick<SlotRow, 'reference' | 'slot' | 'request'>;

/** @param occurrence what tells it from other mails of the template about the same request */
export const toEndorser = (
  { round }: Pick<CaseRow, 'round'>,
  { reference, slot, request }: Asked,
  template: TemplateId,
  occurrence?: string,
): Mail => ({
  template,
  to: requestKey(reference, slot, request),
  round,
  subject: [slot, request, occurrence].filter(Boolean).join('-'),
});

export const aboutEndorser = (
  owner: Pick<CaseRow, 'person' | 'round'>,
  asked: Asked,
  template: TemplateId,
  occurrence?: string,
): Mail => ({
  ...toEndorser(owner, asked, template, occurrence),
  to: personKey(owner.person),
  about: requestKey(asked.reference, asked.slot, asked.request),
});
