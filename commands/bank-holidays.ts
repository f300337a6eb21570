/**
 * `npm run bank-holidays -- FILE`: replaces the list of bank holidays by a newer one of GOV.UK
 * (https://www.gov.uk/bank-holidays.json), and says what changed. The last line is the years that it covers.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { HolidayListError, holidayChanges, readHolidayList, writeHolidayList } from './bank-holidays/holiday-list.ts';

const OURS = fileURLToPath(new URL('../domain/bank-holidays.json', import.meta.url));

const USAGE = `npm run bank-holidays -- FILE

Replaces domain/bank-holidays.json by FILE, which has the shape of https://www.gov.uk/bank-holidays.json. Only England and
Wales is kept. Dates that the list has now and FILE does not are lost, so it says which. Deploy afterwards.
`;

const [file] = argv.slice(2);
if (file === undefined || file === '--help') {
  stdout.write(USAGE);
} else {
  try {
    const [was, is] = await Promise.all(
      [OURS, file].map(async (path) => readHolidayList(await readFile(path, 'utf8'))),
    );
    if (!was || !is) throw new Error('two lists were read');
    const lines = holidayChanges(was, is);
    await writeFile(OURS, writeHolidayList(is));
    stdout.write(`${lines.join('\n')}\n`);
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!(error instanceof HolidayListError || isFile)) throw error;
    stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
