import type { SpecialismGroup } from '../programme.ts';

/**
 * The areas of focus of the Ofsted common inspection framework (September 2018), with the groups, names and order of
 * GOV.UK's "Get school-to-school support from system leaders". "Assessment" stands in two groups there, and so here.
 */
export const SLE_SPECIALISMS: readonly SpecialismGroup[] = [
  {
    id: 'leadership',
    name: 'Effectiveness of leadership and management',
    specialisms: [
      { id: 'academies', name: 'Academies and academy transition' },
      { id: 'assessment', name: 'Assessment' },
      { id: 'cpd', name: 'Leadership of continuing professional development' },
      { id: 'business', name: 'School business management and financial management' },
      { id: 'curriculum', name: 'Leadership of curriculum' },
    ],
  },
  {
    id: 'outcomes',
    name: 'Outcomes for children and other learners',
    specialisms: [
      { id: 'art', name: 'Art' },
      { id: 'closing-the-gap', name: 'Closing the gap' },
      { id: 'drama', name: 'Drama' },
      { id: 'design-and-technology', name: 'Design and technology' },
      { id: 'early-years', name: 'Early years' },
      { id: 'english', name: 'English' },
      { id: 'geography', name: 'Geography' },
      { id: 'history', name: 'History' },
      { id: 'ict', name: 'Information and communication technology' },
      { id: 'maths', name: 'Maths' },
      { id: 'languages', name: 'Modern foreign languages' },
      { id: 'music', name: 'Music' },
      { id: 'phonics', name: 'Phonics' },
      { id: 'physical-education', name: 'Physical education' },
      { id: 'pshe', name: 'Personal, social and health education' },
      { id: 'religious-education', name: 'Religious education' },
      { id: 'science', name: 'Science' },
      { id: 'special-needs', name: 'Special educational needs' },
      { id: 'most-able', name: 'Support for the most able pupils' },
      { id: 'citizenship', name: 'Citizenship' },
    ],
  },
  {
    id: 'teaching',
    name: 'Quality of teaching, learning and assessment',
    specialisms: [
      { id: 'itt', name: 'Initial teacher training' },
      { id: 'nqt', name: 'Newly qualified teacher development' },
      { id: 'assessment', name: 'Assessment' },
    ],
  },
  {
    id: 'personal-development',
    name: 'Personal development, behaviour and welfare',
    specialisms: [
      { id: 'behaviour', name: 'Behaviour and discipline' },
      { id: 'attendance', name: 'Attendance' },
    ],
  },
];
