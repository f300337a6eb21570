/**
 * `npm run simulate -- --applications 500 --seed 1`: a whole round in simulated time, on a single-machine home of its own.
 * The last lines of the output are the counts, one a line; with `--json` the output is one JSON object. The flags in
 * `package.json` keep it within its budget of memory: old objects are collected from 48 MB on.
 */
import { argv, env, stderr, stdout } from 'node:process';
import { calendarDate, plusDays, weekday } from '../domain/london-time.ts';
import { everyRound } from '../functions/store/round-row.ts';
import { findProgramme, PROGRAMME_IDS } from '../programmes/programmes.ts';
import { readCommandLine, UsageError } from './command-line.ts';
import { HomeStartError, startHome } from './home.ts';
import { showProgress } from './progress.ts';
import { Agenda } from './simulate/agenda.ts';
import { ForeignFolderError, SimulationFolder } from './simulate/folder.ts';
import { SHARES, STRAIGHT } from './simulate/plan.ts';
import { play } from './simulate/play.ts';
import { RecordsInMemory } from './simulate/records-in-memory.ts';
import { publishedEntries, type Result, readResult, readUsage } from './simulate/result.ts';
import { DAYS, setStage } from './simulate/set-stage.ts';
import { HomeRefusedError, SimulatedHome } from './simulate/simulated-home.ts';
import { printTable } from './simulate/table.ts';

const USAGE = `npm run simulate -- [options]

A whole round in simulated time: synthetic heads apply, endorsers answer or do not, the helpdesk reviews and decides,
results are released, the directory is published. The same seed gives the same counts.

  --applications NUMBER   how many people begin an application (else: 500)
  --seed NUMBER           what chance is made of (else: 1)
  --straight              nothing goes wrong: everybody's application takes the straight path
  --programme ID          ${PROGRAMME_IDS.join(' or ')} (else: lle)
  --keep DIR              leave the data there, for DATA_DIR=DIR npm start (else: a temporary folder)
  --json                  print one JSON object

A new folder lives in the past, so that it can go on in real time; CLOCK_START sets where.
`;

function readArguments() {
  const { values } = readCommandLine({
    args: argv.slice(2),
    options: {
      applications: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      programme: { type: 'string', default: 'lle' },
      keep: { type: 'string' },
      straight: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const programme = findProgramme(values.programme);
  if (!programme) throw new UsageError(`there is no programme "${values.programme}"`);
  return {
    ...values,
    programme,
    applications: readNumber('--applications', values.applications, 1),
    seed: readNumber('--seed', values.seed, 0),
  };
}

function readNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
    throw new UsageError(`${option} ${text}: give a whole number from ${least}`);
  }
  return number;
}

async function simulate(): Promise<void> {
  const { help, applications, seed, programme, keep, json, straight } = readArguments();
  if (help) {
    stdout.write(USAGE);
    return;
  }
  const begun = performance.now();
  const folder = await SimulationFolder.open(keep);
  const inMemory = keep === undefined ? await RecordsInMemory.of(folder.path, applications) : undefined;
  const started = await startHome({
    DATA_DIR: folder.path,
    // nobody waits for a page here, and second threads would take a hundred megabytes for a fortieth of the time
    CONCURRENCY: env.CONCURRENCY || '1',
    // whatever has lived in the folder is not to be moved before it was looked at
    ...(folder.isNew ? { CLOCK: 'manual', CLOCK_START: env.CLOCK_START || past() } : { CLOCK: '' }),
  });
  const home = await SimulatedHome.connect(started.localUrl);
  try {
    await folder.requireOwn((await everyRound(home.desk.records)).map(({ id }) => id));
    await home.setMode('manual');
    const published = await publishedEntries({ home });
    const opens = nextMonday(home.now);
    const title = `Simulated round ${seed}`;
    const stage = await setStage(home, folder, new Agenda(), {
      programme,
      title,
      opens,
      days: DAYS,
      applications,
      seed,
      shares: straight ? STRAIGHT : SHARES,
    });
    const used = await readUsage(stage);
    const { decisionsDue } = stage.round;
    const end = new Date(decisionsDue.instant.getTime() + DAY);
    const progress = showProgress(stderr, () => performance.now());
    await play([stage], end, (now) => progress.show(progressBar(stage.round.opens.instant, now, end)));
    progress.end();
    const seconds = (performance.now() - begun) / 1000;
    const { result, broken } = await readResult(stage, folder, {
      seed,
      published,
      used,
      seconds,
      recordsMb: inMemory?.megabytes ?? 0,
    });
    for (const sentence of broken) stderr.write(`not as it must be: ${sentence}\n`);
    print(result, json);
    if (keep !== undefined && Date.now() > home.now.getTime()) await home.setMode('real');
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    await home.close();
    await started.stop();
  }
}

const DAY = 86_400_000;

/** An instant so long ago that a round has ended since. */
function past(): string {
  const days = DAYS.open + DAYS.endorsements + DAYS.decisions;
  // a week until the round opens, and one after it has ended
  return new Date(Date.now() - (days + 14) * DAY).toISOString();
}

function nextMonday(now: Date): string {
  const today = calendarDate(now);
  return plusDays(today, (8 - weekday(today)) % 7 || 7);
}

const BAR = 30;

function progressBar(from: Date, now: Date, until: Date): string {
  const done = Math.max(0, (now.getTime() - from.getTime()) / (until.getTime() - from.getTime()));
  const bar = '█'.repeat(Math.round(done * BAR)).padEnd(BAR, '░');
  return `${bar} ${Math.round(done * 100)}%  ${now.toISOString().slice(0, 16).replace('T', ' ')}`;
}

function print(result: Result, json: boolean): void {
  stdout.write(json ? `${JSON.stringify(result)}\n` : printTable(result));
}

try {
  await simulate();
} catch (error) {
  const isExpected = [UsageError, ForeignFolderError, HomeStartError, HomeRefusedError].some(
    (kind) => error instanceof kind,
  );
  if (!isExpected) throw error;
  stderr.write(`simulate: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
