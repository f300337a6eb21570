export interface SelectItem {
  readonly value: string;
  readonly text: string;
}

/** Of lists to choose from. */
export const CHOICES = {
  all: 'All',
  open: 'Open: not ended yet',
  anybodys: 'Anybody’s',
  mine: 'Mine',
  nobodys: 'Nobody’s',
} as const;

/** What can be odd about a case: the names of its tasks. */
export const FLAGS: readonly SelectItem[] = [
  { value: '', text: 'Any or none' },
  { value: 'any', text: 'Any' },
  { value: 'settle-message', text: 'An email did not arrive' },
  { value: 'endorser-declined', text: 'An endorser has declined' },
  { value: 'endorser-warning', text: 'An endorser’s address may be the applicant’s' },
  { value: 'information-answered', text: 'The applicant has answered' },
  { value: 'decision-overdue', text: 'The decision is overdue' },
  { value: 'already-designated', text: 'Designated already' },
  { value: 'workflow-stopped', text: 'The workflow stopped' },
];

/** As the register of schools writes them. */
export const REGIONS: readonly SelectItem[] = [
  { value: '', text: 'All' },
  ...[
    'East Midlands',
    'East of England',
    'London',
    'North East',
    'North West',
    'South East',
    'South West',
    'West Midlands',
    'Yorkshire and the Humber',
  ].map((region) => ({ value: region, text: region })),
];
