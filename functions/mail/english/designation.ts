import type { EndReason } from '../../../domain/designation.ts';
import { printDate } from '../../../domain/london-time.ts';
import type { EndedFacts } from '../facts.ts';
import { heading, link, list, paragraph, written } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** While somebody is designated, and when that ends. */
export const DESIGNATION_LETTERS: Letters<
  | 'directory-confirm'
  | 'designation-review-due'
  | 'designation-questioned'
  | 'designation-reviewed'
  | 'designation-ended'
> = {
  'directory-confirm': ({ number, page }) => ({
    subject: `${number}: is your entry in the directory still right?`,
    preview: 'Confirm it or change it. It takes a minute.',
    blocks: [
      paragraph('It is a year since you last told us that your entry in the public directory is right.'),
      list([
        'If it is, confirm it. Schools see the date.',
        'If something has changed, change it: what you offer, how far you travel, when you are available.',
        'If you do not want to be listed any more, take it out. You stay designated.',
      ]),
      link('See your entry', page),
      paragraph('If you have moved to another school, answer this email and tell us which.'),
    ],
  }),
  'designation-review-due': ({ number, programme, reviewOn, page }) => ({
    subject: `${number}: the regular review of your designation`,
    preview: 'You stay designated. Please see that what we know of you is right.',
    blocks: [
      paragraph(
        `When we designated you as ${programme.words.aHolder}, we said that we would review your designation on ${printDate(reviewOn)}. That day has come.`,
      ),
      paragraph('You stay designated, and what schools see of you does not change.'),
      heading('What you can do now'),
      list([
        'See that your entry in the directory is right.',
        'If you or your school no longer meet the criteria, answer this email and tell us.',
      ]),
      link('See your designation', page),
      heading('What happens next'),
      paragraph(
        'We look at your designation, and write to you when we have. If we need to know something, we ask you.',
      ),
    ],
  }),
  'designation-questioned': ({ number, programme, ground, words, page }) => ({
    subject: `${number}: we are reviewing your designation`,
    preview: 'You stay designated while we do. We tell you why, and what happens next.',
    blocks: [
      paragraph(`We are reviewing whether you stay designated as ${programme.words.aHolder}.`),
      heading('Why'),
      list([ground]),
      ...written(words),
      heading('What this means'),
      paragraph(
        'You stay designated until the review is over. If you are in the public directory, your entry says that you are not available at present. It does not say why.',
      ),
      heading('What happens next'),
      paragraph('Answer this email if there is something that we should know. We write to you when we have decided.'),
      link('See your designation', page),
    ],
  }),
  'designation-reviewed': ({ number, programme, endsOn, reviewOn, page }) => ({
    subject: `${number}: your designation stands`,
    preview: 'We have reviewed your designation. You do not need to do anything.',
    blocks: [
      paragraph(`We have reviewed your designation as ${programme.words.aHolder}. It stands.`),
      list([
        `You are designated until ${printDate(endsOn)}.`,
        ...(reviewOn <= endsOn ? [`The next review is on ${printDate(reviewOn)}.`] : []),
      ]),
      link('See your designation', page),
    ],
  }),
  'designation-ended': (facts) => ({
    subject: `${facts.number}: your designation has ended`,
    preview: 'You are no longer in the public directory.',
    blocks: [
      paragraph(whyEnded(facts)),
      ...written(facts.words),
      paragraph(
        'If you were in the public directory, you are taken out of it within 5 minutes. Whoever checks your number is told that the designation has ended.',
      ),
      heading('What you can do now'),
      paragraph('You can apply again in a later round.'),
      link('See when rounds open', facts.home),
      paragraph('If you think that this is wrong, answer this email and tell us why.'),
    ],
  }),
};

function whyEnded({ reason, programme, endsOn }: EndedFacts): string {
  const { aHolder } = programme.words;
  const why: Readonly<Record<EndReason, string>> = {
    resigned: `You are no longer designated as ${aHolder}, because you resigned. Thank you for your work with other schools.`,
    'term-over': `Your term as ${aHolder} ended on ${printDate(endsOn)}. Thank you for your work with other schools.`,
    removed: `We have reviewed your designation as ${aHolder}, and have ended it.`,
    moved: `Your designation as ${aHolder} has ended, because you have moved.`,
    died: `The designation as ${aHolder} has ended.`,
    reversed: `Your designation as ${aHolder} has ended, because the decision that made it was reversed.`,
  };
  return why[reason];
}
