import { heading, paragraph } from '../letter.ts';
import type { Frame } from '../render.ts';

export const ENGLISH: Frame = {
  language: 'en-GB',
  greeting: (name) => (name ? `Dear ${name}` : 'Hello'),
  subject: (letter, about) => (about ? `${about.reference}: ${letter} (${about.roundTitle})` : letter),
  foot: ({ email, phone, hours }, answers, about) => [
    heading('Get help'),
    ...(about ? [paragraph(`Reference: ${about.reference}. Round: ${about.roundTitle}.`)] : []),
    paragraph(
      `${answers === 'helpdesk' ? 'Answer this email, or contact' : 'Contact'} the helpdesk: ${email} or ${phone}. ${hours}`,
    ),
  ],
};
