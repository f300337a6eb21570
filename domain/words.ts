// what every part of the service says: with the words of the parts, all that another language replaces

/** How instants and calendar dates are worded. */
export const TIME_WORDS = {
  /** Names of days and months, and the order of a date, are those of this locale. */
  locale: 'en-GB',
  instant: (weekday: string, date: string, time: string) => `${weekday} ${date} ${time} (UK time)`,
  /** Never "midnight", which half of all readers take for the other end of the day. */
  dayBegins: 'as the day begins',
  midday: 'at midday',
  /** "at 5pm", "at 9:30am" */
  time: (hour: number, minute: number) =>
    `at ${hour % 12 || 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`,
} as const;

/** Names of age groups, in the directory's pages and in its table. */
export const AGE_GROUP_NAMES = {
  'early-years': 'Early years (under 5)',
  primary: 'Primary (5 to 11)',
  secondary: 'Secondary (11 to 16)',
  'sixth-form': 'Sixth form (16 to 19)',
} as const;

/** The sentence of the guide for applicants for the time between rounds. */
export const CLOSED_MESSAGE =
  'The application round is currently closed. Information on future application rounds will be posted here.';
