import type { MessageRow } from '../store/message-row.ts';

/** What a template may say. Personal data reaches a mail only here, at the moment of sending. */
export interface MailFacts {
  readonly name: string;
  readonly reference: string;
  /** Present in templates that carry a link. */
  readonly link?: string;
}

export interface Template {
  readonly subject: (facts: MailFacts) => string;
  /** Paragraphs. A link stands in a paragraph of its own. */
  readonly paragraphs: (facts: MailFacts) => string[];
  /** Whether a link is minted for it. */
  readonly carriesLink: boolean;
}

/** Who is told what, in which words. */
export const templates: Readonly<Record<MessageRow['template'], Template>> = {
  'application-received': {
    subject: ({ reference }) => `${reference}: we have received your application`,
    paragraphs: ({ name, reference }) => [
      `Dear ${name}`,
      `We have received your application. Its reference is ${reference}.`,
      'We will check that you are eligible and ask the person you named for an endorsement. You do not need to do anything now.',
    ],
    carriesLink: false,
  },
  'endorsement-asked': {
    subject: ({ reference }) => `${reference}: you have been asked for an endorsement`,
    paragraphs: ({ name, link }) => [
      `Dear ${name}`,
      'Somebody applying for a designation has named you as the person who can endorse them.',
      'Follow this link to see what you are asked and to answer:',
      link ?? '',
    ],
    carriesLink: true,
  },
};
