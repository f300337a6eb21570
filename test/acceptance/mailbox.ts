import * as z from 'zod';
import type { HomeClock } from './clock.ts';

export const mail = z.object({
  id: z.string(),
  key: z.string().nullable(),
  template: z.string().nullable(),
  reference: z.string().nullable(),
  to: z.array(z.string()),
  subject: z.string(),
  sentAt: z.iso.datetime(),
  text: z.string(),
  html: z.string(),
});
export type Mail = z.infer<typeof mail>;

export interface MailFilter {
  readonly to?: string;
  readonly template?: string;
  readonly reference?: string;
}

/** All mail that the service has sent, as the home keeps it. */
export class Mailbox {
  readonly #localUrl: string;
  readonly #clock: HomeClock;

  constructor(localUrl: string, clock: HomeClock) {
    this.#localUrl = localUrl;
    this.#clock = clock;
  }

  /** Oldest first, once everything that is under way has come to rest. */
  async list(filter: MailFilter = {}): Promise<Mail[]> {
    await this.#clock.settle();
    return readMailbox(this.#localUrl, filter);
  }

  async latest(filter: MailFilter): Promise<Mail> {
    const newest = (await this.list(filter)).at(-1);
    if (newest) return newest;
    const all = (await this.list()).map(({ to, template }) => `${template} to ${to}`);
    throw new Error(`no mail ${JSON.stringify(filter)}; there are: ${all.join(', ') || 'none'}`);
  }
}

/** What has been sent so far. */
export async function readMailbox(localUrl: string, filter: MailFilter = {}): Promise<Mail[]> {
  const response = await fetch(`${localUrl}/mailbox.json?${new URLSearchParams({ ...filter })}`);
  return z.object({ messages: z.array(mail) }).parse(await response.json()).messages;
}

/** Every address that a mail leads to, in either of its forms. */
export function linksIn({ text, html }: Pick<Mail, 'text' | 'html'>): string[] {
  const found = [...text.matchAll(/https?:\/\/[^\s<>"]+/g), ...html.matchAll(/href="(https?:[^"]+)"/g)];
  return [...new Set(found.map((match) => (match[1] ?? match[0]).replaceAll('&amp;', '&').replace(/[.,;)]+$/, '')))];
}

/** The one link of a mail to a part of the service, such as `/e/`. */
export function linkTo(path: string, letter: Pick<Mail, 'subject' | 'text' | 'html'>): string {
  const links = linksIn(letter).filter((link) => new URL(link).pathname.startsWith(path));
  const [link] = links;
  if (!link || links.length > 1) throw new Error(`${links.length} links to ${path} in "${letter.subject}"`);
  return link;
}
