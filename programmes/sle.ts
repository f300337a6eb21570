import { TIMING, WITHDRAWAL_REASONS } from './house-rules.ts';
import type { Programme } from './programme.ts';
import { SLE_CRITERIA } from './sle/criteria.ts';
import { SLE_ENDORSEMENTS } from './sle/endorsements.ts';
import { SLE_FORM } from './sle/form.ts';
import { SLE_SPECIALISMS } from './sle/specialisms.ts';
import { inference, publicPage, SEED_SUPPORT } from './source.ts';

/** Specialist leaders of education as teaching schools designated them, with the specialisms of September 2018. */
export const SLE_2018: Programme = {
  id: 'sle',
  generation: 'SLE-2018',
  prefix: 'SLE',
  words: {
    name: 'specialist leaders of education',
    abbreviation: 'SLE',
    aHolder: 'a specialist leader of education',
    summary:
      'Specialist leaders of education are experienced middle or senior leaders with a specialism (for example, mathematics, initial teacher training or behaviour). The role is about developing other leaders so that they have the skills to lead their own teams and improve practice in their own schools.',
    whoCanApply: 'Middle and senior leaders other than headteachers, at a school of any type or phase.',
    whatTheyDo: ['data analysis', 'coaching', 'facilitating and training', 'joint action planning'],
    timeCommitment: [
      'This will vary according to the project. One project might be a 2-day diagnostic exercise, while another might require a 3-month, full-time support role.',
      'Time may be taken as a block of consecutive days or spread over a longer period.',
    ],
    costs: [
      'Support can be free but there may be costs depending on the type of support. Any payments are negotiated with your school.',
    ],
    needed: [
      'your school’s name or URN',
      'your specialisms',
      'examples of your work with other leaders and its impact',
      'the name, role and email address of your headteacher and of a second referee',
    ],
    source: SEED_SUPPORT,
  },
  designatedBy: 'teaching-school',
  variants: [{ id: 'any-school', name: 'School of any type or phase', source: SEED_SUPPORT }],
  criteria: SLE_CRITERIA,
  leadIns: {
    person: 'To be eligible to be a specialist leader of education, you must:',
    school: 'Your current school must:',
  },
  registerStaleAfterDays: 180,
  form: SLE_FORM,
  specialisms: SLE_SPECIALISMS,
  endorsements: SLE_ENDORSEMENTS,
  decision: {
    designateWhen: 'every-criterion-met',
    exceptions: [],
    declineReasons: [
      {
        id: 'impact',
        wording: 'The application does not show enough evidence of impact',
        criteria: ['SLE-7', 'SLE-8'],
      },
      {
        id: 'skills',
        wording: 'The application does not show the communication and interpersonal skills that the role needs',
        criteria: ['SLE-11'],
      },
      {
        id: 'specialism',
        wording: 'The application does not show enough knowledge of the specialism, or how it serves wider improvement',
        criteria: ['SLE-12', 'SLE-13'],
      },
      { id: 'no-need', wording: 'We have enough specialist leaders in this specialism for now', criteria: [] },
      { id: 'other', wording: 'Another reason, given below', criteria: [] },
    ],
    afterDecline: [
      'You can apply again in a later round, or to another teaching school.',
      'You can appeal to the teaching school that decided. Contact the helpdesk to do so.',
    ],
    source: publicPage(
      'morristsa.wordpress.com, How do you become an SLE (appeal); holtheathalliance.com (alliance duties)',
    ),
  },
  withdrawalReasons: WITHDRAWAL_REASONS,
  designation: {
    years: 4,
    conditions: [
      'You complete the core training before your first placement.',
      'You tell your designating teaching school if you move school, or no longer meet the criteria.',
    ],
    reviewEveryMonths: 48,
    reviewAfterMoveMonths: 18,
    reviewGrounds: [
      { id: 'no-longer-eligible', wording: 'No longer meets the criteria' },
      { id: 'not-in-role', wording: 'Does not carry out the role as intended' },
      { id: 'misconduct', wording: 'Professional misconduct' },
    ],
    source: inference(
      'normally 4 years, then reviewed (docslib.org/doc/13644878); grounds and 18 months after gov.uk’s policy for other system leaders',
    ),
  },
  directory: {
    contactRoute: 'designating-body',
    explanation: 'Specialist leaders of education can be contacted through teaching schools.',
    source: SEED_SUPPORT,
  },
  timing: TIMING,
};
