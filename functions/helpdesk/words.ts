/** What is said about something in a form that does not fit. Other words of the console are in `web/helpdesk/`. */
export const WORDS = {
  conflict: 'Say whether you have a conflict of interest',
} as const;
