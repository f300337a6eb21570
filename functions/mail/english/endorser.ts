import { printInstant } from '../../../domain/london-time.ts';
import type { RequestFacts } from '../facts.ts';
import { type Block, heading, link, list, paragraph } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** To the people who are asked to endorse somebody. They have no account, and may never have heard of us. */
export const ENDORSER_LETTERS: Letters<
  | 'endorsement-asked'
  | 'endorsement-reminder'
  | 'endorsement-chaser'
  | 'endorsement-last-call'
  | 'endorsement-digest'
  | 'endorsement-extended'
  | 'endorsement-thanks'
  | 'endorsement-decline-noted'
  | 'endorsement-cancelled'
> = {
  'endorsement-asked': (facts, [answer = '']) => ({
    subject: 'you have been asked for an endorsement',
    preview: `Please answer by ${printInstant(facts.dueAt)}.`,
    blocks: [
      paragraph(
        `${facts.applicant} is applying to become ${facts.programme.words.aHolder}, and has named you as somebody who can endorse them.`,
      ),
      paragraph(`What ${facts.programme.words.name} do:`),
      list(facts.programme.words.whatTheyDo),
      heading('What we ask you'),
      paragraph(facts.slot.asks),
      list(facts.slot.confirms.map(({ statement }) => statement)),
      paragraph('And we ask you to write:'),
      list(facts.slot.says.map(({ asks, optional }) => (optional ? `${asks} (optional)` : asks))),
      ...howToAnswer(facts, answer),
    ],
  }),
  'endorsement-reminder': (facts, [answer = '']) => ({
    subject: 'a reminder of the endorsement you were asked for',
    preview: `Please answer by ${printInstant(facts.dueAt)}.`,
    blocks: [
      paragraph(
        `${facts.applicant} has asked us to remind you. They are applying to become ${facts.programme.words.aHolder}, and have named you as somebody who can endorse them.`,
      ),
      paragraph(facts.slot.asks),
      ...howToAnswer(facts, answer),
    ],
  }),
  'endorsement-chaser': (facts, [answer = '']) => ({
    subject: 'we are waiting for your endorsement',
    preview: `Please answer by ${printInstant(facts.dueAt)}.`,
    blocks: [
      paragraph(
        `We asked you whether you endorse ${facts.applicant}, who is applying to become ${facts.programme.words.aHolder}. We have no answer from you yet.`,
      ),
      paragraph(facts.slot.asks),
      ...howToAnswer(facts, answer),
    ],
  }),
  'endorsement-last-call': (facts, [answer = '']) => ({
    subject: 'last chance to give your endorsement',
    preview: `After ${printInstant(facts.dueAt)} we can no longer take it.`,
    blocks: [
      paragraph(
        `We asked you whether you endorse ${facts.applicant}, who is applying to become ${facts.programme.words.aHolder}. We can take your answer until ${printInstant(facts.dueAt)}, and no longer.`,
      ),
      paragraph('Without an endorsement this application ends.'),
      ...howToAnswer(facts, answer),
    ],
  }),
  'endorsement-digest': ({ requests }, links) => ({
    subject: 'several people ask for your endorsement',
    preview: `${requests.length} people have named you.`,
    blocks: [
      paragraph(
        'More people than usual have named you as somebody who can endorse them. So that you do not get an email for each, here are those who wait for you. Each has a link of its own.',
      ),
      ...requests.flatMap(({ applicant, programme, about, dueAt, slot }, n) => [
        heading(`${applicant} (${about.reference})`),
        paragraph(
          `Applies to become ${programme.words.aHolder} (${about.roundTitle}). ${slot.asks} Please answer by ${printInstant(dueAt)}.`,
        ),
        link(`Answer for ${about.reference}`, links[n] ?? ''),
      ]),
      paragraph('The links are for you alone. Do not forward this email.'),
    ],
  }),
  'endorsement-extended': (facts, [answer = '']) => ({
    subject: 'you have more time for your endorsement',
    preview: `You can now answer until ${printInstant(facts.dueAt)}.`,
    blocks: [
      paragraph(
        `You have more time to say whether you endorse ${facts.applicant}, who is applying to become ${facts.programme.words.aHolder}.`,
      ),
      ...howToAnswer(facts, answer),
    ],
  }),
  'endorsement-thanks': ({ applicant, programme, decisionsDue }) => ({
    subject: 'thank you for your endorsement',
    preview: 'We have received it.',
    blocks: [
      paragraph(
        `Thank you. We have received your endorsement of ${applicant}, who is applying to become ${programme.words.aHolder}.`,
      ),
      heading('What happens next'),
      paragraph(
        `You do not need to do anything more. We decide by ${printInstant(decisionsDue)}, and tell the applicant. If we have a question about what you wrote, we contact you.`,
      ),
    ],
  }),
  'endorsement-decline-noted': ({ applicant }) => ({
    subject: 'you declined to endorse',
    preview: 'We have received your answer.',
    blocks: [
      paragraph(`Thank you for your answer. You have told us that you do not endorse ${applicant}.`),
      heading('What happens next'),
      paragraph(
        'We have told the applicant that you declined, but not why. You do not need to do anything more. If this was a mistake, contact the helpdesk.',
      ),
    ],
  }),
  'endorsement-cancelled': ({ applicant, programme }) => ({
    subject: 'your endorsement is no longer needed',
    preview: 'You do not need to do anything.',
    blocks: [
      paragraph(
        `We asked you whether you endorse ${applicant}, who was applying to become ${programme.words.aHolder}. Your answer is no longer needed.`,
      ),
      paragraph(
        'You do not need to do anything, and we will not remind you any more. Thank you for your time, also if you had begun to answer.',
      ),
    ],
  }),
};

function howToAnswer({ slot, dueAt }: RequestFacts, answer: string): Block[] {
  return [
    heading('What happens next'),
    paragraph(`Please answer by ${printInstant(dueAt)}. It takes about ${slot.minutes} minutes. You need no account.`),
    link('Look at the request and answer', answer),
    paragraph(
      'You can save what you have written and come back with the same link. You can also decline, or tell us that you are not the right person.',
    ),
    paragraph('The link is for you alone. Do not forward this email.'),
  ];
}
