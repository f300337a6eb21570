/**
 * `npm run register -- FILE`: brings the school register of a home to what a file of the official register says.
 * The last lines of the output are the counts of the import, one a line.
 */
import { basename } from 'node:path';
import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { calendarDate } from '../domain/london-time.ts';
import { readCommandLine, UsageError } from './command-line.ts';
import { showProgress } from './progress.ts';
import { readDate } from './register/cells.ts';
import { importRegister } from './register/import-register.ts';
import { datesOf } from './register/register-dates.ts';
import { readRegisterFile } from './register/register-file.ts';
import { describeFlaws, describeImport } from './register/report.ts';
import { openTarget } from './target.ts';

const USAGE = `npm run register -- FILE [options]
npm run register -- --demonstration [options]

Imports the school register: the "edubasealldata" CSV file of Get Information about Schools, and with it Ofsted's
columns where the file has them (its own of before March 2025, or those of Ofsted's management information, joined by
URN). Run it as often as you like: what is as it should be is not written again.

  --demonstration            the fictional register that comes with the service
  --dated DATE               of which day the file is (else: from its name, its latest change, or when it was written)
  --inspections-dated DATE   of which day Ofsted's columns are (else: as the file, if that is of before March 2025)
  --replace                  take a file that is older than the register, or that lacks many of its schools
  --home URL                 the home to act on (else: the one at LOCAL_URL; else one is started on DATA_DIR)
  --table NAME               act on this table in AWS, by your usual AWS configuration

Counts: read = created + changed + unchanged + bad. closed: of the changed ones, those that closed. vanished: no longer
in the file; kept, and marked.
`;

const DEMONSTRATION = fileURLToPath(new URL('./register/demonstration-register.csv', import.meta.url));

function readDay(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const day = readDate(text);
  if (day === undefined) throw new UsageError(`${option} ${text}: a date is written 2026-11-21`);
  return day;
}

function readArguments() {
  const { values, positionals } = readCommandLine({
    args: argv.slice(2),
    allowPositionals: true,
    options: {
      demonstration: { type: 'boolean', default: false },
      dated: { type: 'string' },
      'inspections-dated': { type: 'string' },
      replace: { type: 'boolean', default: false },
      home: { type: 'string' },
      table: { type: 'string' },
      stack: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.stack !== undefined) {
    throw new UsageError(`give --table NAME instead of --stack: the records table among the stack's resources`);
  }
  const [path, ...others] = values.demonstration ? [DEMONSTRATION, ...positionals] : positionals;
  if (!values.help && (path === undefined || others.length > 0)) {
    throw new UsageError('name one file, or --demonstration');
  }
  const dates = {
    registerDate: readDay('--dated', values.dated),
    inspectionsDate: readDay('--inspections-dated', values['inspections-dated']),
  };
  return { ...values, dates, path: path ?? '' };
}

async function register(): Promise<void> {
  const { path, dates: given, demonstration, replace, home, table, help } = readArguments();
  if (help) {
    stdout.write(USAGE);
    return;
  }
  const progress = showProgress(stderr, () => performance.now());
  const file = await readRegisterFile(path, (lines) => progress.show(`reading the file: ${lines} lines`));
  progress.end();
  for (const flaw of describeFlaws(file)) stderr.write(`${flaw}\n`);

  const target = await openTarget({ home, table }, new Date());
  try {
    // the fictional register is always of today: it must not look stale
    const today = calendarDate(target.now);
    const dates = demonstration ? { registerDate: today, inspectionsDate: today } : datesOf(path, file, given);
    const counts = await importRegister(target, file, {
      file: basename(path),
      dates,
      now: target.now,
      demonstration,
      replace,
      progress: (what, done, of) => progress.show(`${what} the register: ${done} of ${of} rows`),
    });
    progress.end();
    stdout.write(`${describeImport(target.description, dates, counts).join('\n')}\n`);
  } finally {
    await target.close();
  }
}

try {
  await register();
} catch (error) {
  stderr.write(`register: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
