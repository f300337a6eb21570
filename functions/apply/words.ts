/** What is said about answers, above all those that do not fit. Other words of the applicant's pages are in `web/apply/`. */
export const WORDS = {
  email: 'Enter an email address in the correct format, like name@example.com',
  code: 'This code does not work. Check it, or ask for another email: a code works once, within 1 hour, where you asked for it',
  choose: 'Choose an answer',
  answers: {
    yes: (statement: string) => `Yes: ${statement}`,
    no: 'No',
    supported: (name: string, role: string, from: string, to: string | undefined, impact: string) =>
      `${name}, ${role}, from ${from} ${to === undefined ? 'until now' : `to ${to}`}: ${impact}`,
  },
  declared: 'Choose yes or no',
  tooLong: (most: number) => `Use ${most} characters or fewer`,
  tooManyWords: (most: number, has: number) => `Use ${most} words or fewer: there are ${has}`,
  telephone: 'Enter a telephone number, like 01632 960 001',
  school: {
    none: 'No school in the register fits. Try part of its name, its postcode, or its 6-digit URN',
    choose: 'Choose the school from the list below, or type more of its name',
    tooMany: 'Too many schools have that in their name. Add another word of the name, the town or the postcode',
    enter: 'Enter the name, postcode or URN of the school',
  },
  supported: {
    role: 'Choose your role at the school',
    from: 'Enter the date when your support began',
    date: 'Enter a real date, like 1 9 2024',
    order: 'The end must not be before the beginning',
    future: 'The beginning must not be in the future',
    impact: 'Say what your support changed',
    last: 'You cannot remove this school: the application was sent with as few as it needs',
  },
  endorser: {
    name: 'Enter their full name',
    email: 'Enter their email address in the correct format, like name@example.com',
    role: 'Choose their role',
  },
  specialisms: (most: number) => `Choose ${most} at most`,
  statements: 'Tick every statement, or do not send the application yet',
  needed: 'Answer this question: it was answered when you sent the application',
  declaredNotMet: 'You answered that this is not so.',
  notMet: (about: 'person' | 'school', wording: string, why = '') =>
    `${about === 'person' ? 'You must' : 'Your school must'} ${wording}. ${why}`.trim(),
  entry: {
    'too-many-words': (most: number) => `Use ${most} words or fewer about yourself`,
    'unknown-specialism': () => 'Choose from the support that is listed',
    'not-theirs-to-choose': () => 'You are designated in these specialisms: they stay as they are',
    'too-many-specialisms': () => 'Choose fewer kinds of support',
    miles: () => 'Enter a whole number of miles, from 1 to 250, or leave it empty',
    placements: () => 'Enter a whole number, from 1 to 9',
    'too-far-ahead': () => 'Enter a date within the next 2 years',
    date: 'Enter a real date, like 1 9 2027, or leave it empty',
  },
  withdrawalReason: 'Choose why you withdraw',
  information: 'Write your answer',
} as const;
