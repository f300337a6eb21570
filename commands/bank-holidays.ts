/**
 * `npm run bank-holidays -- FILE`: replaces the list of bank holidays by a newer one of GOV.UK
 * (https://www.gov.uk/bank-holidays.json), and says what changed. The last line is the years that it covers.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { HolidayListError, holidayChanges, readHolidayList, writeHolidayList } from './bank-holidays/holiday-list.ts';
import { readCommandLine, UsageError } from './command-line.ts';

const OURS = fileURLToPath(new URL('../domain/bank-holidays.json', import.meta.url));

const USAGE = `npm run bank-holidays -- FILE

Replaces domain/bank-holidays.json by FILE, which has the shape of https://www.gov.uk/bank-holidays.json. Only England and
Wales is kept. Dates that the list has now and FILE does not are lost, so it says which. Deploy afterwards.
`;

async function replaceList(): Promise<void> {
  const { values, positionals } = readCommandLine({
    args: argv.slice(2),
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    stdout.write(USAGE);
    return;
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(`name one file\n\n${USAGE}`);
  const was = readHolidayList(await readFile(OURS, 'utf8'));
  const is = readHolidayList(await readFile(file, 'utf8'));
  const lines = holidayChanges(was, is);
  await writeFile(OURS, writeHolidayList(is));
  stdout.write(`${lines.join('\n')}\n`);
}

try {
  await replaceList();
} catch (error) {
  const isFile = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!(error instanceof UsageError || error instanceof HolidayListError || isFile)) throw error;
  stderr.write(`${error.message.trim()}\n`);
  process.exitCode = 1;
}
