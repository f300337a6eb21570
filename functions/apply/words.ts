/** What is said about an answer that does not fit. Other words of the applicant's pages are in `web/apply/`. */
export const WORDS = {
  email: 'Enter an email address in the correct format, like name@example.com',
  code: 'This code does not work. Check it, or ask for another email: a code works once, within 1 hour, where you asked for it',
  choose: 'Choose an answer',
  declared: 'Choose yes or no',
  tooLong: (most: number) => `Use ${most} characters or fewer`,
  tooManyWords: (most: number, has: number) => `Use ${most} words or fewer: there are ${has}`,
  telephone: 'Enter a telephone number, like 01632 960 001',
  school: {
    none: 'No school in the register fits. Try part of its name, its postcode, or its 6-digit URN',
    enter: 'Enter the name, postcode or URN of the school',
  },
  supported: {
    role: 'Choose your role at the school',
    from: 'Enter the date when your support began',
    date: 'Enter a real date, like 1 9 2024',
    order: 'The end must not be before the beginning',
    future: 'The beginning must not be in the future',
    impact: 'Say what your support changed',
  },
  endorser: {
    name: 'Enter their full name',
    email: 'Enter their email address in the correct format, like name@example.com',
    role: 'Choose their role',
  },
  specialisms: (most: number) => `Choose ${most} at most`,
  statements: 'Tick every statement, or do not send the application yet',
  withdrawalReason: 'Choose why you withdraw',
  information: 'Write your answer',
} as const;
