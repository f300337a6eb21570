import { calendarDate, printDate } from '../../../domain/london-time.ts';
import type { EnquiryFacts } from '../facts.ts';
import { type Block, heading, link, paragraph, written } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** Messages of schools to people in the directory. Nobody's address stands in a mail but the sender's own. */
export const ENQUIRY_LETTERS: Letters<
  'enquiry' | 'enquiry-to-body' | 'enquiry-copy' | 'enquiry-follow-up' | 'enquiry-reminder' | 'enquiry-reminder-to-body'
> = {
  enquiry: (facts) => ({
    subject: 'A school has written to you',
    preview: `${facts.enquiry.name}, ${facts.enquiry.school}`,
    blocks: [
      paragraph(
        `${facts.enquiry.name} of ${facts.enquiry.school} found you in the directory (${facts.enquiry.number}), and sent you this message:`,
      ),
      ...message(facts),
      heading('What we ask you'),
      paragraph(
        `Answer this email by ${day(facts.answerBy)}: your answer goes to ${facts.enquiry.name} at ${facts.enquiry.email}. They did not see your address, and will when you answer.`,
      ),
      paragraph('If you cannot help, please say so, so that they can ask somebody else.'),
      link('See and change your entry', facts.ownPage),
    ],
  }),
  'enquiry-to-body': (facts) => ({
    subject: `A school asks about ${facts.enquiry.number}`,
    preview: `${facts.enquiry.name}, ${facts.enquiry.school}`,
    blocks: [
      paragraph(
        `${facts.enquiry.name} of ${facts.enquiry.school} asks for the help of ${facts.enquiry.to} (${facts.enquiry.number}), who is reached through the designating body. They wrote:`,
      ),
      ...message(facts),
      heading('What to do'),
      paragraph(
        `Pass it on to the designating body, or answer this email by ${day(facts.answerBy)}: your answer goes to ${facts.enquiry.name} at ${facts.enquiry.email}.`,
      ),
      link('See the entry', facts.entryPage),
    ],
  }),
  'enquiry-copy': (facts) => ({
    subject: 'A copy of your message',
    preview: `You wrote to ${facts.enquiry.to}.`,
    blocks: [
      paragraph(`We passed this message on ${whom(facts)}:`),
      ...message(facts),
      heading('What happens next'),
      paragraph(
        `Expect an answer by ${day(facts.answerBy)}. We ask you then whether you got one. We gave them your name, your school and your email address, as you agreed.`,
      ),
      paragraph(
        'If you did not write this message, somebody used your address. Contact the helpdesk, and we will put it right.',
      ),
    ],
  }),
  'enquiry-follow-up': (facts, [answer = '']) => ({
    subject: 'Did you get an answer?',
    preview: `You wrote to ${facts.enquiry.to} on ${day(facts.sentAt)}.`,
    blocks: [
      paragraph(
        `On ${day(facts.sentAt)} you sent a message about ${facts.enquiry.to} through the directory. Did you get an answer? If not, we remind them once.`,
      ),
      link('Say whether you got an answer', answer),
      paragraph('If you do not want to say, you do not need to do anything.'),
    ],
  }),
  'enquiry-reminder': (facts) => ({
    subject: 'A school waits for your answer',
    preview: `${facts.enquiry.name}, ${facts.enquiry.school}`,
    blocks: [
      paragraph(
        `${facts.enquiry.name} of ${facts.enquiry.school} wrote to you on ${day(facts.sentAt)}, and says that no answer has come. We do not remind you again.`,
      ),
      ...message(facts),
      heading('What we ask you'),
      paragraph(`Answer this email: your answer goes to ${facts.enquiry.name} at ${facts.enquiry.email}.`),
      paragraph('If you can take nothing on at the moment, say so in your entry, so that schools see it.'),
      link('See and change your entry', facts.ownPage),
    ],
  }),
  'enquiry-reminder-to-body': (facts) => ({
    subject: `A school waits for an answer about ${facts.enquiry.number}`,
    preview: `${facts.enquiry.name}, ${facts.enquiry.school}`,
    blocks: [
      paragraph(
        `${facts.enquiry.name} of ${facts.enquiry.school} asked about ${facts.enquiry.to} (${facts.enquiry.number}) on ${day(facts.sentAt)}, and says that no answer has come.`,
      ),
      ...message(facts),
      heading('What to do'),
      paragraph(`Answer this email: your answer goes to ${facts.enquiry.name} at ${facts.enquiry.email}.`),
    ],
  }),
};

const day = (at: Date) => printDate(calendarDate(at));

const whom = ({ enquiry }: EnquiryFacts) =>
  enquiry.route === 'form' ? `to ${enquiry.to}` : `to the body that designated ${enquiry.to}`;

const message = ({ enquiry }: EnquiryFacts): Block[] => [heading('The message'), ...written(enquiry.message)];
