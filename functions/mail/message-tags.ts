import { type Key, rowKeys } from '../store/keys.ts';
import type { MessageRow } from '../store/message-row.ts';
import { type Audience, MAIL_USES, TEMPLATE_IDS, type TemplateId } from './template-ids.ts';

type Named = Pick<MessageRow, 'pk' | 'template' | 'subject' | 'occurrence'>;

/**
 * The name of a message, as a tag of SES takes it: `CASE-LLE-7K3M-4QXR_endorsement-asked_governing-body-1_1`. SES's events
 * carry it, so that they find the message before anybody has recorded what SES calls it.
 */
export function messageName({ pk, template, subject, occurrence }: Named): string {
  return [pk.replace('#', '-'), template, subject, occurrence].join('_');
}

/** The template in a message's name. */
export const templateOf = (name: string): TemplateId | undefined =>
  TEMPLATE_IDS.find((template) => template === name.split('_')[1]);

/** Who gets the message of a name; undefined for a name that is none of ours. */
export function audienceOf(name: string): Audience | undefined {
  const template = templateOf(name);
  return template && MAIL_USES[template].to;
}

/** The message of a name; undefined for a name that is none of ours. */
export function keyOfName(name: string): Key | undefined {
  const [, kind = '', id = '', template, subject = '', occurrence] =
    /^([A-Z]+)-([\w-]+)_([a-z-]+)_([A-Za-z0-9-]+)_(\d+)$/.exec(name) ?? [];
  if (!TEMPLATE_IDS.some((known) => known === template)) return undefined;
  return rowKeys.message({ pk: `${kind}#${id}`, sk: '' }, template ?? '', subject, Number(occurrence));
}

/** What SES keeps with a mail, and repeats in its events. */
export function messageTags(message: MessageRow): { Name: string; Value: string }[] {
  return [
    { Name: 'key', Value: messageName(message) },
    { Name: 'template', Value: message.template },
    { Name: 'reference', Value: message.reference },
    { Name: 'claim', Value: String(message.claims) },
  ];
}
