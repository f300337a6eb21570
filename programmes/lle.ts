import { TIMING, WITHDRAWAL_REASONS } from './house-rules.ts';
import { INDEPENDENT_TYPES, LLE_CRITERIA } from './lle/criteria.ts';
import { LLE_ENDORSEMENTS } from './lle/endorsements.ts';
import { LLE_FORM } from './lle/form.ts';
import type { Programme } from './programme.ts';
import { inference, SEED_GUIDE } from './source.ts';

/** Local leaders of education by the national guide for applicants of 2014, the last under the National College. */
export const LLE_2014: Programme = {
  id: 'lle',
  generation: 'LLE-2014',
  prefix: 'LLE',
  words: {
    name: 'local leaders of education',
    abbreviation: 'LLE',
    aHolder: 'a local leader of education',
    summary:
      'If you are a headteacher and want to work with other schools to improve pupil outcomes, you might want to apply to be a local leader of education. In addition to leading your own school, you would have a coaching and mentoring role with a headteacher whose school is in challenging circumstances.',
    whoCanApply:
      'Headteachers, including principals, executive headteachers and chief executives, who meet the criteria with their school.',
    whatTheyDo: [
      'negotiating objectives for improvement',
      'coaching and mentoring the headteacher to develop skills, judgement and professional effectiveness',
      'supporting or arranging coaching or training for staff in the supported school',
    ],
    timeCommitment: [
      'You are expected to support a headteacher and his or her school at least once over the course of a year.',
      'A placement could last from 6 months to 3 years, with between half a day and 1 day a week at the supported school. There must be an agreed end point.',
      'You can transfer some of the contracted days to other members of staff in your own school.',
      'To support a new headteacher, you could be asked for up to 20 to 30 hours of one-to-one coaching and mentoring during their first 2 years of headship.',
    ],
    costs: [
      'The costs of your support are funded by whoever asks for your time, such as schools, local authorities or dioceses. Any funding is paid to your school.',
      'Your school’s governing body decides whether you are rewarded financially for your work.',
    ],
    needed: [
      'your school’s name or URN',
      'your last inspection report',
      'pupil performance figures for the last 3 years',
      'the names, dates and results of support you gave to other schools',
      'the name, role and email address of two people who will endorse you',
    ],
    source: SEED_GUIDE,
  },
  designatedBy: 'national',
  variants: [
    {
      id: 'sixth-form-college',
      name: 'Sixth form college',
      found: {
        // further education, sixth form centres, free schools 16 to 19, academies 16 to 19 (converter, sponsor led)
        types: [18, 31, 39, 45, 46],
        asks: { question: 'is-sixth-form-college', answer: 'yes' },
      },
      source: inference('the register has no such type, so those that can be one are asked'),
    },
    {
      id: 'independent-ofsted',
      name: 'Independent school inspected by Ofsted',
      found: {
        types: INDEPENDENT_TYPES,
        inspectorates: ['ofsted'],
        asks: { question: 'inspected-by', answer: 'ofsted' },
      },
      source: SEED_GUIDE,
    },
    {
      id: 'independent-isi',
      name: 'Independent school not inspected by Ofsted',
      found: { types: INDEPENDENT_TYPES },
      source: SEED_GUIDE,
    },
    { id: 'standard', name: 'Maintained school, academy or other school', source: SEED_GUIDE },
  ],
  criteria: LLE_CRITERIA,
  leadIns: {
    person: 'To be eligible to be a local leader of education, you must:',
    school: 'For you to be considered as a local leader of education, your current school must:',
  },
  registerStaleAfterDays: 180,
  form: LLE_FORM,
  specialisms: [
    {
      id: 'activities',
      name: 'Support',
      specialisms: [
        { id: 'objectives', name: 'Negotiating objectives for improvement' },
        { id: 'coaching', name: 'Coaching and mentoring a headteacher' },
        { id: 'staff', name: 'Supporting or arranging coaching or training for staff' },
      ],
    },
    {
      id: 'schools',
      name: 'Schools',
      specialisms: [
        { id: 'minimum-standards', name: 'Schools with attainment below the minimum standards' },
        { id: 'vulnerable', name: 'Schools considered to be vulnerable' },
        { id: 'new-head', name: 'Schools with a new, first-time headteacher' },
      ],
    },
  ],
  endorsements: LLE_ENDORSEMENTS,
  decision: {
    designateWhen: 'every-criterion-met',
    exceptions: ['LLE-P2'],
    declineReasons: [
      {
        id: 'experience',
        wording: 'The application does not show enough experience of coaching or mentoring at another school',
        criteria: ['LLE-P6'],
      },
      {
        id: 'inspection',
        wording: 'The inspection evidence does not show a judgement of good',
        criteria: ['LLE-P2', 'LLE-S1', 'LLE-I1a', 'LLE-I1b', 'LLE-I1c', 'LLE-I2a', 'LLE-I2b', 'LLE-I2c'],
      },
      {
        id: 'performance',
        wording:
          'The application does not show high pupil performance, or continued improvement, over the last 3 years',
        criteria: ['LLE-S2', 'LLE-I4'],
      },
      {
        id: 'minimum-standards',
        wording: 'The application does not show that the school is above minimum standards',
        criteria: ['LLE-S3'],
      },
      {
        id: 'capacity',
        wording:
          'The application does not show that the school’s senior leaders have capacity to work with other schools',
        criteria: ['LLE-S4'],
      },
      {
        id: 'maintained-schools',
        wording: 'The application does not show support for maintained schools',
        criteria: ['LLE-F1'],
      },
      { id: 'other', wording: 'Another reason, given below', criteria: [] },
    ],
    afterDecline: [
      'You can apply again in a later round, starting from the answers you gave.',
      'If you think we made a mistake, contact the helpdesk and say what we got wrong.',
    ],
    source: inference(
      'the guide gives criteria but no scoring; P2 alone is known to have allowed exceptional circumstances',
    ),
  },
  withdrawalReasons: WITHDRAWAL_REASONS,
  designation: {
    years: 4,
    conditions: [
      'You support a headteacher and his or her school at least once over the course of a year.',
      'Every placement has an agreed end point, and focuses on school improvement and the needs of the school you support.',
      'You tell us if you move school, or if you or your school no longer meet the criteria.',
      'Any funding for your support is paid to your school.',
    ],
    reviewEveryMonths: 12,
    reviewAfterMoveMonths: 18,
    reviewGrounds: [
      { id: 'no-longer-eligible', wording: 'No longer meets the criteria' },
      { id: 'not-in-role', wording: 'Does not carry out the role as intended' },
      { id: 'misconduct', wording: 'Professional misconduct' },
    ],
    source: inference(
      'no length is published for LLEs: 4 years is the one for SLEs (docslib.org/doc/13644878); grounds and 18 months after gov.uk, System leader and teaching schools: review of designation',
    ),
  },
  directory: {
    contactRoute: 'person',
    explanation: 'You will be added to the directory, so that other leaders can contact you.',
    source: SEED_GUIDE,
  },
  timing: TIMING,
};
