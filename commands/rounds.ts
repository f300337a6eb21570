/**
 * `npm run rounds -- create …` and `npm run rounds -- list`: the rounds of a home. The last line of the output is the
 * round that was made, or the number of rounds.
 */
import { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { printInstant } from '../domain/london-time.ts';
import type { Round } from '../domain/round.ts';
import { gate } from '../domain/round-gate.ts';
import { listRounds } from '../functions/store/round-row.ts';
import { PROGRAMMES } from '../programmes/programmes.ts';
import { makeRound, RoundRefusedError } from './rounds/make-round.ts';
import { openTarget, type Target, TargetError } from './target.ts';

const USAGE = `npm run rounds -- create --programme ID --title TEXT --opens 2027-01-04T09:00 [options]
npm run rounds -- list [options]

  --closes, --endorsements-due, --decisions-due TIME   else: the programme's usual times after the one before
  --body ID                                            the teaching school that designates (else: national)
  --home URL      the home to act on (else: the one at LOCAL_URL; else one is started on DATA_DIR)
  --table NAME    act on this table in AWS, by your usual AWS configuration

Times are by London's clocks.
`;

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    programme: { type: 'string', default: '' },
    title: { type: 'string', default: '' },
    opens: { type: 'string', default: '' },
    closes: { type: 'string' },
    'endorsements-due': { type: 'string' },
    'decisions-due': { type: 'string' },
    body: { type: 'string' },
    home: { type: 'string' },
    table: { type: 'string' },
  },
});

const describe = ({ id, title, opens, closes }: Round) =>
  `${id}  ${title}: opens ${printInstant(opens.instant)}, closes ${printInstant(closes.instant)}`;

async function create({ records, now }: Target): Promise<void> {
  const { 'endorsements-due': endorsementsDue, 'decisions-due': decisionsDue, ...typed } = values;
  const { round, warnings } = await makeRound(records, { ...typed, endorsementsDue, decisionsDue }, now);
  for (const warning of warnings) stderr.write(`look again: ${warning}\n`);
  stdout.write(`${describe(round)}\nround ${round.id}\n`);
}

async function list({ records, now }: Target): Promise<void> {
  const programmes = new Set(PROGRAMMES.map(({ id }) => id));
  const rounds = (await Promise.all([...programmes].map((id) => listRounds(records, id)))).flat();
  for (const round of rounds) stdout.write(`${describe(round)} (${gate(round, {}, now)})\n`);
  stdout.write(`rounds ${rounds.length}\n`);
}

const run = { create, list }[positionals[0] ?? ''];
if (run) {
  try {
    const target = await openTarget(values, new Date());
    try {
      await run(target);
    } finally {
      await target.close();
    }
  } catch (error) {
    if (!(error instanceof RoundRefusedError || error instanceof TargetError)) throw error;
    stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
} else {
  stderr.write(USAGE);
  process.exitCode = 1;
}
