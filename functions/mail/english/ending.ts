import { printDate, printInstant } from '../../../domain/london-time.ts';
import type { CaseFacts } from '../facts.ts';
import { type Block, heading, link, list, paragraph, written } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** How an application goes to its decision, and how it ends. */
export const ENDING_LETTERS: Letters<
  'endorsements-complete' | 'not-endorsed' | 'withdrawn' | 'declined' | 'designated' | 'decision-reversed'
> = {
  'endorsements-complete': ({ decisionsDue, page }) => ({
    subject: 'we have all your endorsements',
    preview: 'Your application goes to its decision.',
    blocks: [
      paragraph('We have all the endorsements that your application needs. It now goes to its decision.'),
      heading('What happens next'),
      paragraph(
        `We decide by ${printInstant(decisionsDue)}, and tell you then. If we need to know more, we ask you before.`,
      ),
      link('See your application', page),
    ],
  }),
  'not-endorsed': ({ slots, home }) => ({
    subject: 'your application ended without all endorsements',
    preview: 'We tell you which were missing, and what you can do now.',
    blocks: [
      paragraph('Your application needed endorsements that we did not get in time, so it ends here.'),
      list(slots.filter(({ given }) => !given).map(({ title, endorser }) => `${title}: none from ${endorser}`)),
      ...applyAgain(home),
    ],
  }),
  withdrawn: ({ programme, home, isDeletedDraft }) => ({
    subject: isDeletedDraft ? 'your draft is deleted' : 'your application is withdrawn',
    preview: 'You do not need to do anything.',
    blocks: [
      ...(isDeletedDraft
        ? [
            paragraph(
              `The draft of your application to become ${programme.words.aHolder} is deleted, with all that you wrote in it. It was not sent, so you have not applied in this round.`,
            ),
            heading('What you can do now'),
            paragraph('You can begin again while the round is open, or apply in a later round.'),
            link('See when rounds open', home),
          ]
        : [
            paragraph(
              `Your application to become ${programme.words.aHolder} is withdrawn. Nobody works on it any more, and anybody who was still to endorse you is told that there is no need to.`,
            ),
            ...applyAgain(home),
          ]),
      paragraph('If you did not ask for this, contact the helpdesk.'),
    ],
  }),
  declined: (facts) => ({
    subject: 'our decision on your application',
    preview: 'We have decided. We tell you why, and what you can do now.',
    blocks: [
      paragraph(
        `We have looked at your application to become ${facts.programme.words.aHolder} with care. We are sorry to tell you that we have not designated you in this round.`,
      ),
      heading('Why'),
      list(facts.reasons),
      ...written(facts.words),
      ...afterDecline(facts),
    ],
  }),
  designated: ({ programme, number, startsOn, endsOn, reviewOn, conditions, listed, home }) => ({
    subject: `you are now ${programme.words.aHolder}`,
    preview: `Your designation number is ${number}.`,
    blocks: [
      paragraph(`Congratulations. We have designated you as ${programme.words.aHolder}.`),
      list([
        `Your designation number is ${number}.`,
        `You are designated from ${printDate(startsOn)} until ${printDate(endsOn)}.`,
        `We review your designation on ${printDate(reviewOn)}.`,
      ]),
      heading('What you have agreed to'),
      list(conditions),
      heading('What happens next'),
      paragraph(
        listed
          ? programme.directory.explanation
          : 'You did not agree to be in the public directory, so we do not list you. If you change your mind, list yourself on the page below.',
      ),
      paragraph(
        listed
          ? 'You can change your entry, say when you are available, or take it out of the directory, at any time.'
          : 'Whoever has your number can check that it is current, and sees neither your name nor your school.',
      ),
      link('See your designation', `${home}/designations/${number}`),
    ],
  }),
  'decision-reversed': (facts) => ({
    subject: 'our decision on your application has changed',
    preview: 'We have reversed our decision.',
    blocks: [
      paragraph(
        `We told you that you had been designated as ${facts.programme.words.aHolder}. We have reversed this decision, and your designation has ended.`,
      ),
      ...(facts.reasons.length > 0 ? [heading('Why'), list(facts.reasons)] : []),
      ...written(facts.words),
      ...afterDecline(facts),
    ],
  }),
};

function applyAgain(home: string): Block[] {
  return [
    heading('What you can do now'),
    paragraph('You can apply again in a later round, starting from the answers you gave.'),
    link('See when rounds open', home),
  ];
}

function afterDecline({ programme, home }: CaseFacts): Block[] {
  return [heading('What you can do now'), list(programme.decision.afterDecline), link('See when rounds open', home)];
}
