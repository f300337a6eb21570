import type { Confirmation, Endorsements, EndorserRole } from '../endorsements.ts';
import { APPLICANT_NOTES, CHASERS, ENDORSER_DECLINE_REASONS, MAX_WORDS } from '../house-rules.ts';
import { inference, publicPage, SEED_GUIDE } from '../source.ts';

const GOVERNING_BODY_ROLES: readonly EndorserRole[] = [
  { id: 'chair-of-governors', name: 'Chair of the governing body', kind: 'governing-body' },
  { id: 'chair-of-trustees', name: 'Chair of the board of trustees', kind: 'governing-body' },
  { id: 'vice-chair', name: 'Vice-chair of the governing body or board of trustees', kind: 'governing-body' },
  { id: 'chair-of-interim-board', name: 'Chair of the interim executive board', kind: 'governing-body' },
  {
    id: 'proprietor',
    name: 'Proprietor, or chair of the proprietors, of an independent school',
    kind: 'governing-body',
  },
];

/**
 * The closed list of the national programme. The director of children's services and the second-tier officer speak for
 * the local authority; the other three are senior educational professionals.
 */
const AUTHORITY_AND_PROFESSIONAL_ROLES: readonly EndorserRole[] = [
  { id: 'director-of-childrens-services', name: 'Director of children’s services', kind: 'local-authority' },
  { id: 'second-tier-officer', name: 'Second-tier officer of the local authority', kind: 'local-authority' },
  {
    id: 'senior-diocesan-representative',
    name: 'Senior representative of the diocese',
    kind: 'senior-educational-professional',
  },
  {
    id: 'head-of-teaching-school',
    name: 'Headteacher of a teaching school',
    kind: 'senior-educational-professional',
  },
  {
    id: 'head-of-strategic-partner',
    name: 'Headteacher of a strategic partner school of a teaching school alliance, responsible for school-to-school support',
    kind: 'senior-educational-professional',
  },
];

const SENIOR_LEADERS: Confirmation = {
  criterion: 'LLE-S4',
  statement: 'The applicant’s school has experienced senior leaders with capacity to work with other schools',
};

export const LLE_ENDORSEMENTS: Endorsements = {
  slots: [
    {
      id: 'governing-body',
      title: 'Your governing body',
      who: 'The chair of your governing body or board of trustees, or someone who may speak for it. Use their school or trust email address if they have one.',
      roles: GOVERNING_BODY_ROLES,
      asks: 'Confirm that the governing body supports this application to become a local leader of education.',
      confirms: [
        { criterion: 'LLE-P5', statement: 'The governing body supports this application' },
        {
          criterion: 'LLE-P1',
          statement: 'The applicant has at least 3 years of experience as a serving headteacher',
        },
        SENIOR_LEADERS,
      ],
      says: [
        {
          id: 'capacity',
          asks: 'How will the school run well while its headteacher supports another school?',
          maxWords: MAX_WORDS,
        },
      ],
      statement: 'I speak for the governing body, and what I have written is true as far as I know',
      minutes: 15,
      warnings: ['same-address', 'private-provider'],
      source: inference('the guide names the governing body; who may speak for it is our list'),
    },
    {
      id: 'authority-or-professional',
      title: 'Your local authority or a senior educational professional',
      who: 'A director of children’s services or second-tier officer of your local authority, or a senior educational professional who knows your work with other schools.',
      roles: AUTHORITY_AND_PROFESSIONAL_ROLES,
      asks: 'Confirm your support for this application, and comment on the applicant’s work as a coach or mentor in other schools.',
      confirms: [
        { criterion: 'LLE-P5', statement: 'I support this application' },
        {
          criterion: 'LLE-P6',
          statement:
            'The applicant has sufficient experience as a coach or mentor to a headteacher or senior member of staff at another school',
        },
        SENIOR_LEADERS,
      ],
      says: [
        {
          id: 'experience',
          asks: 'What experience does the applicant have of coaching or mentoring in another school?',
          maxWords: MAX_WORDS,
        },
        { id: 'impact', asks: 'What was the impact on that school?', maxWords: MAX_WORDS },
        {
          id: 'deployment',
          asks: 'Would you ask the applicant to support a school if they are designated?',
          maxWords: MAX_WORDS,
          optional: true,
        },
      ],
      statement: 'I hold the role I have chosen, and what I have written is true as far as I know',
      minutes: 20,
      warnings: ['same-address', 'school-domain'],
      source: publicPage('docest.com/doc/520853 (roles); docsbay.net/doc/688042 (what the referee comments on)'),
    },
  ],
  policy: {
    allOf: [
      { kind: 'governing-body' },
      { anyOf: [{ kind: 'local-authority' }, { kind: 'senior-educational-professional' }] },
    ],
  },
  declineReasons: ENDORSER_DECLINE_REASONS,
  chasers: CHASERS,
  applicantNotes: APPLICANT_NOTES,
  source: {
    ...SEED_GUIDE,
    where: `${SEED_GUIDE.where}: "governing body and local authority or a senior educational professional", read as governing body and (local authority or professional), as the reference form has it`,
  },
};
