import { DECIDING } from './deciding.ts';
import { FOR_APPLICANTS } from './for-applicants.ts';
import { LIST } from './list-cases.ts';
import { MESSAGES } from './messages.ts';
import { PEOPLE } from './people.ts';
import { REVIEW } from './review.ts';
import { SHOW } from './show-case.ts';
import type { Subcommand } from './subcommand.ts';

/** All that `npm run cases` can do, by name. */
export const SUBCOMMANDS: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>(
  Object.entries({ list: LIST, show: SHOW, ...REVIEW, ...DECIDING, ...FOR_APPLICANTS, ...MESSAGES, ...PEOPLE }),
);

const lines = [...SUBCOMMANDS].map(
  ([name, { parameters, takes, does }]) => `  ${[name, ...parameters, takes].join(' ').padEnd(62)}  ${does}`,
);

export const USAGE = `npm run cases -- SUBCOMMAND … [--as NAME] [--home URL]

What the helpdesk does with cases. The last line of the output is the outcome in a word; the exit code of a refusal is 1.

${lines.join('\n')}

  --as NAME       who you are: for all but list and show
  --home URL      the home to act on, which runs (else: the one at LOCAL_URL)
  --table NAME    act on this table in AWS, by your usual AWS configuration

Times are by London's clocks: 2027-03-20T17:00. "…": may be given more than once.
`;
