import { printDate } from '../../domain/london-time.ts';
import type { ImportCounts } from '../../functions/store/register-import-row.ts';
import type { RegisterDates } from './register-dates.ts';
import type { RegisterFile } from './register-file.ts';

/** How many lines of one column are named. */
const LINES_NAMED = 5;

/** What is wrong in the file: each bad line, and each column with values that were left out. */
export function describeFlaws({ bad, unreadable }: RegisterFile): string[] {
  const byColumn = Map.groupBy(unreadable, ({ column }) => column);
  return [
    ...bad.map(({ line, reason }) => `line ${line}: not imported: ${reason}`),
    ...[...byColumn].map(([column, values]) => {
      const named = values.slice(0, LINES_NAMED).map(({ line, value }) => `line ${line} "${value}"`);
      const more = values.length > LINES_NAMED ? ` and ${values.length - LINES_NAMED} more` : '';
      return `${column}: left out, cannot be read: ${named.join(', ')}${more}`;
    }),
  ];
}

/** The result in words, then one line a count. */
export function describeImport(place: string, dates: RegisterDates, counts: ImportCounts): string[] {
  const { registerDate, inspectionsDate } = dates;
  return [
    `The school register in ${place} is as of ${printDate(registerDate)}, inspections as of ${printDate(inspectionsDate)}.`,
    ...Object.entries(counts).map(([name, count]) => `${name}: ${count}`),
  ];
}
