import type { Endorsements } from '../endorsements.ts';
import { APPLICANT_NOTES, CHASERS, ENDORSER_DECLINE_REASONS, MAX_WORDS } from '../house-rules.ts';
import { publicPage } from '../source.ts';

const REFERENCES = publicPage('docest.com/doc/476694 (application form, May 2017); kmtsn.co.uk (second referee)');

export const SLE_ENDORSEMENTS: Endorsements = {
  slots: [
    {
      id: 'headteacher',
      title: 'Your headteacher',
      who: 'The headteacher, principal or executive headteacher of your own school.',
      roles: [
        { id: 'headteacher', name: 'Headteacher or principal', kind: 'own-headteacher' },
        { id: 'executive-headteacher', name: 'Executive headteacher', kind: 'own-headteacher' },
        { id: 'head-of-school', name: 'Head of school', kind: 'own-headteacher' },
        { id: 'chief-executive', name: 'Chief executive of the school’s trust', kind: 'own-headteacher' },
      ],
      asks: 'Confirm that you support this application to become a specialist leader of education, and that the school can release the applicant.',
      confirms: [
        { criterion: 'SLE-10', statement: 'I support this application' },
        { criterion: 'SLE-1', statement: 'The applicant has been in a leadership role for at least 2 years' },
        { criterion: 'SLE-2', statement: 'The applicant’s role is appropriate for this designation' },
        { criterion: 'SLE-5', statement: 'The school has the capacity to release the applicant to work elsewhere' },
        { criterion: 'SLE-9', statement: 'The applicant has the commitment to and capacity for outreach' },
      ],
      says: [
        {
          id: 'strengths',
          asks: 'What has the applicant achieved in their specialism, and with what impact?',
          maxWords: MAX_WORDS,
        },
      ],
      statement: 'I lead the applicant’s school, and what I have written is true as far as I know',
      minutes: 15,
      warnings: ['same-address', 'private-provider'],
      source: REFERENCES,
    },
    {
      id: 'second-referee',
      title: 'Your second referee',
      who: 'A middle or senior leader whom you have supported, or one with first-hand knowledge of your support.',
      roles: [
        { id: 'supported-middle-leader', name: 'Middle leader supported by the applicant', kind: 'second-referee' },
        { id: 'supported-senior-leader', name: 'Senior leader supported by the applicant', kind: 'second-referee' },
        {
          id: 'knows-the-support',
          name: 'Leader with first-hand knowledge of the applicant’s support',
          kind: 'second-referee',
        },
      ],
      asks: 'Confirm what you know at first hand of the applicant’s support for other leaders.',
      confirms: [
        {
          criterion: 'SLE-8',
          statement: 'The applicant’s coaching or facilitation brought improvement that has lasted',
        },
      ],
      says: [
        { id: 'support', asks: 'What did the applicant do, and what changed because of it?', maxWords: MAX_WORDS },
      ],
      statement: 'I know the applicant’s work at first hand, and what I have written is true as far as I know',
      minutes: 15,
      warnings: ['same-address'],
      source: REFERENCES,
    },
  ],
  policy: { allOf: [{ kind: 'own-headteacher' }, { kind: 'second-referee' }] },
  declineReasons: ENDORSER_DECLINE_REASONS,
  chasers: CHASERS,
  applicantNotes: APPLICANT_NOTES,
  source: REFERENCES,
};
