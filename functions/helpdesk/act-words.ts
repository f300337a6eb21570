/** What can be done to a case, by what follows its address. */
export const CASE_ACTS = {
  '/review': 'Settle the eligibility review',
  '/marks': 'Mark criteria',
  '/decision': 'Decide',
  '/release': 'Release the decision',
  '/question': 'Ask the applicant a question',
  '/reversal/confirm': 'Confirm the reversal',
  '/reversal': 'Ask for a reversal',
  '/designation': 'Open the designation',
  '/late-pass': 'Open it again for them (late pass)',
  '/notes': 'Add a note',
  '/withdraw': 'Withdraw on request',
  '/give': 'Give it to a colleague',
  '/conflicts': 'Take back a conflict of interest',
  '/run-again': 'Start the workflow again',
  '/audit': 'See what staff did and looked at',
  '/export': 'Download all that is kept (JSON)',
  '/erase': 'Erase it',
} as const;

/** What can be done to a designation, by the end of its address. */
export const DESIGNATION_ACTS = {
  conclude: 'Record that a review found that it stands',
  review: 'Start a review',
  pause: 'Pause it for the person',
  resume: 'Make it active again',
  school: 'Record a move to another school',
  end: 'End the designation',
} as const;

/** What waits for staff. */
export const QUEUE_TITLES = {
  reviews: 'Eligibility reviews',
  decisions: 'Decisions to make',
  releases: 'Decisions to release',
  endorsements: 'Endorsement problems',
  answers: 'Answers from applicants',
  emails: 'Emails that did not arrive',
  reports: 'Everything else that needs a person',
} as const;
