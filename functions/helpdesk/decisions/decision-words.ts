const cases = (count: number) => (count === 1 ? '1 case' : `${count} cases`);

export const DECISION_WORDS = {
  tick: 'Tick at least one case',
  agree: 'Tick the box if you want that',
  changed: 'Decisions have changed since this page was shown. Look at it again',
  declare: 'Say first, of every case, that you have no conflict of interest',
  secondPerson: 'Somebody else has to confirm it: you asked for it',
  number: '(the number that they get)',
  nothing: 'No decision is ready to be released',
  done: {
    declared: (count) => `You declared no conflict of interest in ${cases(count)}`,
    designated: (count) => `${cases(count)} provisionally designated. Nobody is told before the release`,
    declined: (count) => `${cases(count)} provisionally declined. Nobody is told before the release`,
    'taken-back': (count) => `The decision on ${cases(count)} is taken back`,
    released: (count) => `The decision on ${cases(count)} is released. The applicants are told by email`,
    asked: () => 'You asked for the release. Somebody else has to confirm it',
    dropped: () => 'Nobody asks for a release any more. The decisions can still be changed',
  } as Readonly<Record<string, (count: number) => string>>,
} as const;
