import { printInstant } from '../../../domain/london-time.ts';
import { copyOfAnswers, heading, link, list, paragraph, written } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** From submission until the endorsers were asked, and what staff ask in between. */
export const APPLICATION_LETTERS: Letters<
  | 'application-received'
  | 'eligibility-review'
  | 'ineligible'
  | 'eligible'
  | 'information-needed'
  | 'information-received'
  | 'information-overdue'
> = {
  'application-received': ({ programme, about, closes, now, endorsementsDue, decisionsDue, page, answers }) => ({
    subject: 'we have received your application',
    preview: 'You do not need to do anything now.',
    blocks: [
      paragraph(
        `We have received your application to become ${programme.words.aHolder}. Its reference is ${about.reference}.`,
      ),
      heading('What happens next'),
      list([
        'We check that you are eligible, and tell you what we find.',
        `We ask the people you named to endorse you. They can answer until ${printInstant(endorsementsDue)}.`,
        `We decide by ${printInstant(decisionsDue)}, and tell you then.`,
      ]),
      paragraph('You do not need to do anything now. Tell your endorsers to look out for our email.'),
      ...(now < closes
        ? [
            paragraph(
              `You can still change some of your answers, until ${printInstant(closes)} or until we judge them.`,
            ),
          ]
        : []),
      link('See your application', page),
      ...copyOfAnswers('A copy of what you sent', answers),
    ],
  }),
  'eligibility-review': ({ reviewBy, found, page }) => ({
    subject: 'we are checking that you are eligible',
    preview: 'A member of staff looks at your application.',
    blocks: [
      paragraph('What the school register says does not agree with what you need to be eligible:'),
      list(found),
      paragraph(
        'This does not settle anything: registers can be out of date. A member of staff looks at your application.',
      ),
      heading('What happens next'),
      paragraph(
        reviewBy === 'unknown'
          ? 'We tell you as soon as we know more.'
          : `We tell you more by ${printInstant(reviewBy)}.`,
      ),
      paragraph('You do not need to do anything now. If you know what may be wrong in the register, tell us.'),
      link('See your application', page),
    ],
  }),
  ineligible: ({ programme, reasons, words, home }) => ({
    subject: 'you are not eligible in this round',
    preview: 'We tell you why, and what you can do now.',
    blocks: [
      paragraph(
        `We have checked your application to become ${programme.words.aHolder}. You are not eligible in this round, so your application ends here.`,
      ),
      ...(reasons.length > 0 ? [heading('Why'), list(reasons)] : []),
      ...written(words),
      heading('What you can do now'),
      list([
        'If you think we made a mistake, contact the helpdesk and say what we got wrong.',
        'You can apply again in a later round, when you meet these criteria.',
      ]),
      link('See when rounds open', home),
    ],
  }),
  eligible: ({ slots, decisionsDue, page }) => ({
    subject: 'you are eligible, and we have asked your endorsers',
    preview: 'We have asked the people you named.',
    blocks: [
      paragraph('We have checked that you are eligible, and have asked the people you named to endorse you.'),
      list(
        slots.map(({ title, endorser, dueAt }) => `${title}: ${endorser}, who can answer until ${printInstant(dueAt)}`),
      ),
      heading('What happens next'),
      paragraph(
        `We remind your endorsers, and tell you when they answer. Once all have endorsed you we decide, by ${printInstant(decisionsDue)}.`,
      ),
      link('See your application', page),
    ],
  }),
  'information-needed': ({ asks, dueAt, answerPage }) => ({
    subject: 'we need more information from you',
    preview: `Answer by ${printInstant(dueAt)}.`,
    blocks: [
      paragraph('We need more information before we can go on with your application. We ask you:'),
      ...written(asks),
      heading('What happens next'),
      paragraph(`Answer by ${printInstant(dueAt)}. We do not decide before then without your answer.`),
      link('Answer our question', answerPage),
    ],
  }),
  'information-received': ({ decisionsDue, page }) => ({
    subject: 'we have received your information',
    preview: 'You do not need to do anything now.',
    blocks: [
      paragraph('Thank you. We have received the information that we asked you for.'),
      heading('What happens next'),
      paragraph(`We go on with your application, and decide by ${printInstant(decisionsDue)}.`),
      link('See your application', page),
    ],
  }),
  'information-overdue': ({ asks, dueAt, decisionsDue, answerPage }) => ({
    subject: 'we still need information from you',
    preview: `We asked for it by ${printInstant(dueAt)}.`,
    blocks: [
      paragraph(`We asked you for more information by ${printInstant(dueAt)}, and have no answer yet. We asked you:`),
      ...written(asks),
      heading('What happens next'),
      paragraph(
        `You can still answer. If we do not hear from you, we may decide without it. We decide by ${printInstant(decisionsDue)}.`,
      ),
      link('Answer our question', answerPage),
    ],
  }),
};
