import type { LinkTarget } from '../store/link-row.ts';
import type { Recipient } from '../store/recipient-row.ts';
import { ENGLISH } from './english/frame.ts';
import { ENGLISH_LETTERS } from './english/letters.ts';
import type { FactsOf } from './facts.ts';
import type { Letters } from './letters.ts';
import type { Source } from './load-case.ts';
import { LOADERS } from './loaders.ts';
import { type Contact, type RenderedMail, renderMail } from './render.ts';
import type { TemplateId } from './template-ids.ts';

export interface PreparedMail {
  readonly to: Recipient;
  readonly replyTo?: string;
  /** A link has to be minted for each. */
  readonly targets: readonly LinkTarget[];
  readonly render: (links: readonly string[], helpdesk: Contact) => RenderedMail;
}

/** Reads what a message tells of, as it is now. `overtaken`: there is nothing left to tell. */
export async function prepareMail(source: Source): Promise<PreparedMail | 'overtaken'> {
  return prepare(source.message.template, source);
}

async function prepare<Id extends TemplateId>(template: Id, source: Source): Promise<PreparedMail | 'overtaken'> {
  const loaders: { readonly [Each in TemplateId]: (typeof LOADERS)[Each] } = LOADERS;
  const letters: Letters = ENGLISH_LETTERS;
  const loaded = await loaders[template](source);
  if (loaded === 'overtaken') return loaded;
  const facts: FactsOf[Id] = loaded.facts;
  const { recipient, about, replyTo } = facts;
  return {
    to: recipient,
    ...(replyTo !== undefined && { replyTo }),
    targets: loaded.targets ?? [],
    render: (links, helpdesk) =>
      renderMail(letters[template](facts, links), ENGLISH, {
        name: recipient.name,
        helpdesk,
        answers: replyTo === undefined ? 'helpdesk' : 'somebody-else',
        ...(about && { about }),
      }),
  };
}

const LINK_PATHS = {
  endorsement: 'e',
  'sign-in': 'sign-in',
  interest: 'interest/confirm',
  'interest-end': 'interest/stop',
  enquiry: 'directory/enquiries',
} as const satisfies Record<LinkTarget['leadsTo'], string>;

/** The address of a minted link. */
export function linkUrl(publicUrl: string, { leadsTo }: LinkTarget, link: string): string {
  return `${publicUrl}/${LINK_PATHS[leadsTo]}/${link}`;
}
