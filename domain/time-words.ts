/** How instants and calendar dates are worded: all that another language needs to replace. */
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
