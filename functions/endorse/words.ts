/** What is said about an answer that does not fit. Other words of the endorser's pages are in `web/endorse/`. */
export const WORDS = {
  confirms: 'Tick only what is on the list',
  nothingConfirmed: 'Tick what you can confirm. If you can confirm none of it, decline instead',
  notSaid: (asks: string) => `Write an answer to “${asks}”`,
  tooManyWords: (most: number, has: number) => `Use ${most} words or fewer: there are ${has}`,
  tooLong: (most: number) => `Use ${most} characters or fewer`,
  role: 'Choose your role',
  name: 'Type your full name',
  statement: 'Tick the statement if it is true, or save what you wrote and come back later',
  declineReason: 'Choose why you do not endorse this application',
  rightName: 'Type the full name of the right person, or leave both fields empty',
  rightEmail: 'Type their email address in the correct format, like name@example.com, or leave both fields empty',
  reference: (example: string) => `Type the reference from the subject of our email, like ${example}`,
  email: 'Type your email address in the correct format, like name@example.com',
} as const;
