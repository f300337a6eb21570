/** What is said about an answer that does not fit, and in titles. Other words of the directory are in `web/directory/`. */
export const WORDS = {
  name: 'Enter your name',
  email: 'Enter an email address in the correct format, like name@example.com',
  school: 'Enter the name of your school',
  message: 'Write your message',
  tooLong: (most: number) => `Use ${most} characters or fewer`,
  share: 'Tick that we may pass your email address on, or do not send the message',
  gotAnswer: 'Choose yes or no',
  check: {
    'not-a-reference': 'Enter the number as it stands on the letter, like LLE-7K3M-4QXR-9WPD',
    'wrong-check': 'The number has a typing mistake. Check it and try again',
    unknown: 'There is no designation with this number',
  },
} as const;
