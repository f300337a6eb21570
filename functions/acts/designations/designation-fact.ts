import { randomUUID } from 'node:crypto';
import type { TemplateId } from '../../mail/template-ids.ts';
import { putDesignationEvent } from '../../store/designation-event-row.ts';
import type { DesignationRow } from '../../store/designation-rows.ts';
import { type Actor, putText } from '../../store/event-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { oweMessage } from '../../store/message-row.ts';
import { personKey } from '../../store/person-row.ts';
import type { Write } from '../../store/records.ts';

/** Something that happened to a designation. */
export interface DesignationFact {
  readonly who: Actor;
  readonly what: string;
  /** Ids of grounds or reasons. */
  readonly reasons?: readonly string[];
  /** Words of staff, and the id under which they are kept as a text of the case. */
  readonly words?: { readonly id: string; readonly text: string } | undefined;
  /** The mail that it owes to the person, and what makes it unique: the date or instant that it is about. */
  readonly mail?: { readonly template: TemplateId; readonly subject: string } | undefined;
}

/** Words as a text to be kept; none for none. */
export const textOf = (words = '') => (words.trim() === '' ? undefined : { id: randomUUID(), text: words.trim() });

/** What a fact leaves: its line in the designation's history, the words that go with it, and the mail that it owes. */
export function recordDesignationFact(
  { number, reference, person }: DesignationRow,
  at: Date,
  { who, what, reasons, words, mail }: DesignationFact,
): Write[] {
  const event = putDesignationEvent(number, at, {
    who,
    what,
    ...(reasons && { reasons: [...reasons] }),
    ...(words && { why: words.id }),
    ...(mail && { messages: [mail.template] }),
  });
  const owed = mail && {
    ...mail,
    occurrence: 1,
    reference,
    recipient: personKey(person),
    owedAt: at.toISOString(),
  };
  return [
    event,
    ...(words ? [putText(reference, words.id, words.text)] : []),
    ...(owed ? [oweMessage(rowKeys.designation(number), owed)] : []),
  ];
}
