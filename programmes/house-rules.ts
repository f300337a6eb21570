import type { ApplicantNote, Chaser, EndorserDeclineReason } from './endorsements.ts';
import type { Programme, Timing } from './programme.ts';

/**
 * What programmes share unless their own file says otherwise. Days and hours of chasers are those of the Department for
 * Education's Apply for teacher training (github.com/DFE-Digital/apply-for-teacher-training, chase_references.rb).
 */

export const CHASERS: readonly Chaser[] = [
  { id: 'first-chaser', afterDays: 7 },
  { id: 'second-chaser', afterDays: 14 },
  { id: 'third-chaser', afterDays: 28 },
  { id: 'last-call', hoursBeforeDue: 48 },
];

export const APPLICANT_NOTES: readonly ApplicantNote[] = [
  { id: 'first-note', afterDays: 9, suggests: 'waiting' },
  { id: 'second-note', afterDays: 16, suggests: 'replace' },
  { id: 'third-note', afterDays: 30, suggests: 'replace' },
];

export const ENDORSER_DECLINE_REASONS: readonly EndorserDeclineReason[] = [
  { id: 'does-not-support', wording: 'I do not support this application' },
  { id: 'does-not-know', wording: 'I do not know the applicant’s work well enough' },
  { id: 'conflict', wording: 'I have a conflict of interest' },
  { id: 'no-time', wording: 'I cannot do it in time' },
  { id: 'wrong-person', wording: 'I am not the right person to ask' },
  { id: 'other', wording: 'Another reason' },
];

export const WITHDRAWAL_REASONS: Programme['withdrawalReasons'] = [
  { id: 'changed-post', wording: 'I am changing post or school' },
  { id: 'no-capacity', wording: 'My school or I no longer have the capacity' },
  { id: 'no-endorsement', wording: 'I could not get the endorsements' },
  { id: 'later-round', wording: 'I would like to apply in a later round instead' },
  { id: 'other', wording: 'Another reason, or I would rather not say' },
];

/**
 * The longest chaser is sent on day 28 and the last call 48 hours before the end, so five weeks (35 days) after closing is
 * the least that lets every chaser reach somebody whose applicant applied on the last day.
 */
export const TIMING: Timing = {
  open: { offeredDays: 42, leastDays: 7 },
  endorsementsAfterClosing: { offeredDays: 35, leastDays: 35 },
  decisionsAfterEndorsements: { offeredDays: 28, leastDays: 5 },
  opensAt: '09:00',
  closesAt: '17:00',
  draftReminders: [
    { id: 'two-weeks-left', daysBefore: 14 },
    { id: 'one-week-left', daysBefore: 7 },
    { id: 'two-days-left', daysBefore: 2 },
    { id: 'closing-day', closingDayAt: '09:00' },
  ],
  reviewWorkingDays: 5,
  informationDays: 14,
};

/** Long answers: the limit of the SLE application form of May 2017 (docest.com/doc/476694). */
export const MAX_WORDS = 300;

export const SENDING_STATEMENTS: readonly string[] = [
  'The information I have given is complete and true as far as I know',
  'I have told my endorsers that I am applying and that you will email them',
  'I understand that I can ask to see what is kept about me, including what endorsers write',
];
