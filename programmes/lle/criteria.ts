import type { Criterion } from '../criterion.ts';
import { inference, SEED_GUIDE } from '../source.ts';

const COLLEGE = ['sixth-form-college'];
const INDEPENDENT = ['independent-isi', 'independent-ofsted'];

/** `TypeOfEstablishment (code)` 10 and 11: other independent special school, other independent school. */
export const INDEPENDENT_TYPES = [10, 11];

/**
 * The numbered criteria in the order and words of the guide for applicants. How each is settled (`kinds`) is our reading
 * of it, with the eligibility criteria as mirrored at docest.com/doc/520853 and the reference form at
 * docsbay.net/doc/688042. "Rating of good" is read as good or better, as public restatements of the guide do.
 */

const HEAD: readonly Criterion[] = [
  {
    id: 'LLE-P1',
    wording: 'have at least 3 years of experience as a serving headteacher',
    about: 'person',
    kinds: ['declared', 'endorsed'],
    variants: 'all',
    help: 'Count time as the substantive headteacher, principal or executive headteacher: legally responsible for managing a school and accountable to its governing body.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-P2',
    wording: 'have an Ofsted rating of good',
    about: 'person',
    kinds: ['judged', 'register'],
    variants: 'all',
    register: { checks: 'inspection-good', judgement: 'leadership-and-management' },
    help: 'You are named as headteacher on a recent inspection report that judges leadership and management good or better, at your current school, or at your previous one if you moved in the last 3 years and your current school has not been inspected since. Tell us about exceptional circumstances if there are any.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-P3',
    wording: 'expect to remain at your current school for at least 2 years after being selected',
    about: 'person',
    kinds: ['declared'],
    variants: 'all',
    help: 'We ask what you expect now. Tell us if your plans change.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-P4',
    wording: 'have accountability for one or more school(s) that meet the criteria below',
    about: 'person',
    kinds: ['declared', 'register'],
    variants: 'all',
    register: { checks: 'school-open' },
    help: 'You answer to a governing body or trust board for at least one open school that meets the criteria for schools.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-P5',
    wording:
      'have the support of your school’s governing body and local authority or a senior educational professional',
    about: 'person',
    kinds: ['endorsed'],
    variants: 'all',
    help: 'You need two endorsements: one from your governing body, and one from your local authority or a senior educational professional. We email the people you name.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-P6',
    wording:
      'demonstrate that you have sufficient experience providing support as a coach or mentor to another headteacher or senior member of staff at a school other than your own',
    about: 'person',
    kinds: ['judged', 'endorsed'],
    variants: 'all',
    help: 'Say whom you supported, how, for how long, and what changed because of it.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-P7',
    wording: 'commit to the time expectations',
    about: 'person',
    kinds: ['declared'],
    variants: 'all',
    help: 'Supporting a headteacher and their school at least once over the course of a year; a placement can take between half a day and 1 day a week for 6 months to 3 years.',
    source: SEED_GUIDE,
  },
];

const SCHOOL: readonly Criterion[] = [
  {
    id: 'LLE-S1',
    wording: 'have an Ofsted rating of good',
    about: 'school',
    kinds: ['register', 'judged'],
    variants: 'all',
    register: { checks: 'inspection-good', judgement: 'overall-effectiveness' },
    help: 'Good or better for overall effectiveness at the last inspection. If your school has no overall grade (for example, a report card), tell us what the report says and a person will look at it.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-S2',
    wording: 'show consistently high levels of pupil performance or continued improvement over the last 3 years',
    about: 'school',
    kinds: ['judged'],
    variants: 'all',
    help: 'Give figures for the last 3 years and say where they are published.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-S3',
    wording: 'be above current minimum standards set by the government',
    about: 'school',
    kinds: ['judged'],
    variants: 'all',
    help: 'Name the measure that applies to your phase and your school’s latest figure.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-S4',
    wording: 'have experienced senior leaders with capacity to work with other schools',
    about: 'school',
    kinds: ['endorsed', 'judged'],
    variants: 'all',
    help: 'Say who leads the school while you are away, and which senior leaders could work with another school.',
    source: SEED_GUIDE,
  },
];

const SIXTH_FORM_COLLEGE: readonly Criterion[] = [
  {
    id: 'LLE-F1',
    wording:
      'be able to show evidence of supporting maintained schools in addition to any support provided to sixth form colleges',
    about: 'school',
    kinds: ['judged'],
    variants: COLLEGE,
    help: 'Only for sixth form colleges. Name the maintained schools, and say what support you gave and when.',
    source: SEED_GUIDE,
  },
];

/**
 * The three areas of the Independent Schools Inspectorate stand for the Ofsted rows about the school and about its head.
 * No inspectorate report of today carries all three grades, so people judge them.
 */
const ISI: readonly Criterion[] = [
  {
    id: 'LLE-I1a',
    wording: 'be judged as good by the Independent Schools Inspectorate in the area of leadership and management',
    about: 'school',
    kinds: ['judged'],
    variants: ['independent-isi'],
    replaces: ['LLE-P2', 'LLE-S1'],
    help: 'If your last report has no grade for leadership and management, tell us what it says about it.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-I1b',
    wording: 'be judged as good by the Independent Schools Inspectorate in the area of quality of pupils’ achievements',
    about: 'school',
    kinds: ['judged'],
    variants: ['independent-isi'],
    help: 'If your last report has no grade for achievement, tell us what it says about it.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-I1c',
    wording: 'be judged as good by the Independent Schools Inspectorate in the area of pupils’ personal development',
    about: 'school',
    kinds: ['judged'],
    variants: ['independent-isi'],
    help: 'If your last report has no grade for personal development, tell us what it says about it.',
    source: SEED_GUIDE,
  },
];

const INDEPENDENT_UNDER_OFSTED: readonly Criterion[] = [
  {
    id: 'LLE-I2a',
    wording: 'be judged good for overall effectiveness or equivalent',
    about: 'school',
    kinds: ['register', 'judged'],
    variants: ['independent-ofsted'],
    replaces: ['LLE-S1'],
    register: { checks: 'inspection-good', judgement: 'overall-effectiveness' },
    help: 'Good or better for overall effectiveness at the last Ofsted inspection, or what stands for it in your report.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-I2b',
    wording: 'be judged good for capacity to improve or equivalent',
    about: 'school',
    kinds: ['judged'],
    variants: ['independent-ofsted'],
    help: 'Ofsted no longer gives this judgement. Tell us what your report says about how well the school improves.',
    source: SEED_GUIDE,
  },
  {
    id: 'LLE-I2c',
    wording: 'be judged good for leadership and management or equivalent',
    about: 'school',
    kinds: ['register', 'judged'],
    variants: ['independent-ofsted'],
    register: { checks: 'inspection-good', judgement: 'leadership-and-management' },
    help: 'Good or better for leadership and management at the last Ofsted inspection, or what stands for it.',
    source: SEED_GUIDE,
  },
];

const ALL_INDEPENDENT: readonly Criterion[] = [
  {
    id: 'LLE-I3',
    wording: 'Minimum standards are not applicable to independent schools',
    about: 'school',
    kinds: ['register'],
    variants: INDEPENDENT,
    switchesOff: ['LLE-S3'],
    register: { checks: 'school-type', types: INDEPENDENT_TYPES },
    help: 'You do not need to say anything about minimum standards.',
    source: inference('the guide’s sentence as a row of its own, so that a case shows why LLE-S3 was not asked'),
  },
  {
    id: 'LLE-I4',
    wording: 'show consistently high levels of performance or continued improvement over the last 3 years',
    about: 'school',
    kinds: ['judged'],
    variants: INDEPENDENT,
    replaces: ['LLE-S2'],
    help: 'Give figures for the last 3 years and say where they come from.',
    source: SEED_GUIDE,
  },
];

export const LLE_CRITERIA: readonly Criterion[] = [
  ...HEAD,
  ...SCHOOL,
  ...SIXTH_FORM_COLLEGE,
  ...ISI,
  ...INDEPENDENT_UNDER_OFSTED,
  ...ALL_INDEPENDENT,
];
