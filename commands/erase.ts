/**
 * `npm run erase -- --dry-run`: which personal data is not to be kept any longer; `npm run erase -- --yes` erases it. The
 * last lines of the output are the counts, one a line.
 */
import { argv, stderr, stdout } from 'node:process';
import { printInstant } from '../domain/london-time.ts';
import { KEPT_YEARS, RETENTION } from '../functions/store/retention.ts';
import { RoundNotFoundError } from '../functions/store/round-row.ts';
import { readCommandLine, UsageError } from './command-line.ts';
import { type Erased, planErasure, runErasure } from './erase/run-erasure.ts';
import { openTarget, TargetError } from './target.ts';

const USAGE = `npm run erase -- --dry-run [options]
npm run erase -- --yes [options]

Erases the personal data of cases that are over: ${KEPT_YEARS.submitted} years after their end, and those that were never sent ${KEPT_YEARS.unsubmitted} year after
their round closed. No undecided case, and none whose designation stands. States, dates and timelines stay. Look at what
would go first. Can be ended and run again at any time.

  --dry-run       only say what would go
  --yes           erase it: there is no way back
  --round ID      only of this round
  --now INSTANT   what is due at this instant: 2033-02-01T09:00:00Z (only with --dry-run; else: now)
  --home URL      the home to act on (else: the one at LOCAL_URL; else one is started on DATA_DIR)
  --table NAME    act on this table in AWS, by your usual AWS configuration
`;

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT.*Z$/.test(text) && !Number.isNaN(Date.parse(text));

function readArguments() {
  const { values } = readCommandLine({
    args: argv.slice(2),
    options: {
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      round: { type: 'string' },
      now: { type: 'string' },
      home: { type: 'string' },
      table: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { 'dry-run': dryRun, yes, now, help } = values;
  if (help) return values;
  if (dryRun === yes) throw new UsageError(`say either --dry-run or --yes\n\n${USAGE}`);
  if (now !== undefined && !dryRun) {
    throw new UsageError('--now goes with --dry-run only: nothing is erased before its time');
  }
  if (now !== undefined && !isInstant(now)) {
    throw new UsageError(`--now ${now}: an instant is written 2033-02-01T09:00:00Z`);
  }
  return values;
}

function report({ cases, rows, wentOn }: Erased): string {
  const lines = [
    ...cases.map(({ reference, since }) => `${reference}  due since ${printInstant(since)}`),
    ...wentOn.map((reference) => `${reference}  left: it changed meanwhile, run the command again`),
    ...Object.entries(RETENTION).flatMap(([kind, { holds, onErase }]) => {
      const count = rows.get(kind);
      const how = onErase === 'delete' ? 'deleted' : 'emptied';
      return count === undefined ? [] : [`${kind} ${count} ${how}: ${holds}`];
    }),
    `rows ${[...rows.values()].reduce((sum, count) => sum + count, 0)}`,
    `cases ${cases.length}`,
  ];
  return `${lines.join('\n')}\n`;
}

async function erase(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    stdout.write(USAGE);
    return;
  }
  const target = await openTarget(values, new Date());
  try {
    const { records } = target;
    const now = values.now === undefined ? target.now : new Date(values.now);
    const does = values['dry-run'] ? 'would be erased from' : 'is erased from';
    stdout.write(`what ${does} ${target.description}, ${printInstant(now)}\n`);
    const run = { records, now, round: values.round };
    const erased = await (values['dry-run'] ? planErasure(run) : runErasure(run));
    stdout.write(report(erased));
    if (erased.wentOn.length > 0) process.exitCode = 1;
  } finally {
    await target.close();
  }
}

/** Why it was not done, in words; none when it is no refusal but a fault. */
function refusal(error: unknown): string | undefined {
  if (error instanceof UsageError || error instanceof TargetError) return error.message.trim();
  if (error instanceof RoundNotFoundError) return `there is no round ${error.message}`;
  return undefined;
}

try {
  await erase();
} catch (error) {
  const why = refusal(error);
  if (why === undefined) throw error;
  stderr.write(`${why}\n`);
  process.exitCode = 1;
}
