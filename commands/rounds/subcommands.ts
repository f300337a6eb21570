import { LOOKING } from './looking.ts';
import { MAKING } from './making.ts';
import { RUNNING } from './running.ts';
import type { RoundSubcommand } from './subcommand.ts';

/** All that `npm run rounds` can do, by name. */
export const SUBCOMMANDS: ReadonlyMap<string, RoundSubcommand> = new Map(
  Object.entries({ ...LOOKING, ...MAKING, ...RUNNING }),
);

const synopsis = (name: string, { parameters, takes }: RoundSubcommand) =>
  [name, ...parameters, takes].filter(Boolean).join(' ');

/** Options by which staff name the service at which they sign in. */
export const WITH_SERVICE = ['stack', 'service'] as const;

const COMMON = `  --as NAME       who you are: for all that changes something, but create
  --home URL      the home to act on (else: the one at LOCAL_URL; else one is started on DATA_DIR)
  --table NAME    act on this table in AWS, by your usual AWS configuration
  --service URL   act on the service there as staff who sign in: list, show, create, extend, close, cancel, report
  --stack NAME    the same, on the service of this stack in AWS: DesignationRounds
`;

const lines = [...SUBCOMMANDS].map(([name, one]) => `  ${synopsis(name, one)}\n      ${one.does}`);

export const USAGE = `npm run rounds -- SUBCOMMAND … [--as NAME] [--home URL | --service URL | --stack NAME]

What programme managers do with rounds. The last line of the output is the outcome in a word; the exit code of a refusal
is 1. More about one: npm run rounds -- SUBCOMMAND --help

${lines.join('\n')}

${COMMON}
Times are by London's clocks: 2027-01-04T09:00.
`;

/** How one subcommand is called. */
export const usageOf = (name: string, subcommand: RoundSubcommand): string =>
  `npm run rounds -- ${synopsis(name, subcommand)}\n\n${subcommand.does}\n\n${subcommand.help}\n\n${COMMON}`;
