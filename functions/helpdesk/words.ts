import type { DecisionProblem } from '../../domain/decision.ts';

/** What was done, as the case's page says after it. */
export const DONE = {
  taken: 'The case is yours',
  returned: 'The case is nobody’s in particular now',
  given: 'The case was given away',
  noted: 'Your note was added',
  reviewed: 'The eligibility review is settled',
  asked: 'The applicant was asked. We mail them the question',
  marked: 'Your marks are kept',
  decided: 'The decision is kept. Nobody is told before it is released',
  released: 'The decision is released. The applicant is told by email',
  'reversal-asked': 'The reversal was asked for. Somebody else has to confirm it',
  reversed: 'The decision is reversed. The applicant is told by email',
  replaced: 'The endorser is asked by email',
  reminded: 'The endorser gets a reminder by email',
  extended: 'The due date was put back',
  withdrawn: 'The application is withdrawn',
  settled: 'The message is settled',
  'task-done': 'The task is done',
  paused: 'The designation is paused: the directory shows that they are not available',
  resumed: 'The designation is active again',
  'review-started': 'The review is started. The person is told by email',
  concluded: 'The review is concluded: the designation stands. The person is told by email',
  'designation-ended': 'The designation has ended',
  moved: 'The school is changed, and a review is set',
} as const;
export type Done = keyof typeof DONE;

const PROBLEMS: Readonly<Record<DecisionProblem['word'], string>> = {
  'not-marked': 'mark this criterion first',
  'no-reason': 'write a reason for the mark',
  'no-exception-allowed': 'no exception can be made for this criterion',
  'not-met': 'marked as not met, so you cannot designate',
  'unknown-decline-reason': 'choose reasons from the list',
  'no-decline-reason': 'Choose why you decline',
  'no-words': 'Write to the applicant why you decline',
};

const NOT_NOW: Readonly<Record<string, string>> = {
  'no-such-move': 'This cannot be done as the designation is now',
  'not-by-them': 'This is not yours to do',
  'no-review': 'There is no eligibility review to settle',
  'not-to-decide': 'The case does not wait for a decision',
  'not-released': 'No decision was released',
  'no-decision': 'Decide first',
  'awaiting-information': 'The applicant still owes an answer',
  'not-waiting': 'Nobody is waited for there',
  'past-due': 'The due date has passed: extend it first',
  'same-person': 'Somebody else has to confirm a reversal: you asked for it',
  'no-reason': 'Write a reason',
  'not-asked': 'Nobody has asked for a reversal',
  'designation-ended': 'The designation has ended',
  released: 'The decision is released: it can only be reversed',
  ended: 'The case has ended',
  settled: 'The message was settled meanwhile, or needs nobody',
  'too-soon': 'They had an email from us lately. You can remind them again',
  taken: 'Somebody else has the case now',
};

/** What is said about something in a form that does not fit, or is refused. Other words are in `web/helpdesk/`. */
export const WORDS = {
  conflict: 'Say whether you have a conflict of interest',
  reason: 'Write a reason',
  question: 'Write your question',
  note: 'Write your note',
  number: 'Enter the number of a designation, like LLE-7K3M-4QXR-9WPD',
  ground: 'Choose a ground',
  endReason: 'Choose why it ends',
  urn: 'Enter the URN of the school: 6 digits',
  noSuchSchool: 'No school of the register has this URN',
  reference: 'Enter the reference of a case, like LLE-7K3M-4QXR',
  movedOn: 'Somebody else has changed this case meanwhile',
  designationMovedOn:
    'Somebody else has changed this designation meanwhile. What you typed is still here: send it again if it is still right',
  alreadyAsked: 'The applicant still owes the answer to an earlier question',
  notLater: 'Enter a time later than the due date that it has, and later than now',
  alreadyDesignated: 'The person holds a designation of this programme already',
  review: 'Say whether the application goes on',
  outcome: 'Choose a decision',
  mark: 'Choose a mark',
  due: 'Enter a date and time, like 2027-03-20 and 17:00',
  withdrawal: 'Choose why it is withdrawn',
  endorser: {
    name: 'Enter their full name',
    email: 'Enter their email address in the correct format, like name@example.com',
    role: 'Choose their role',
    same: 'This person is asked at this address already: change the name or the address',
  },
  problems: PROBLEMS,
  notNow: NOT_NOW,
} as const;
