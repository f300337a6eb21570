import { stat } from 'node:fs/promises';
import { calendarDate } from '../../domain/london-time.ts';
import { readDate, type Unreadable } from './cells.ts';
import { readCsv } from './csv-lines.ts';
import { detectEncoding } from './encoding.ts';
import { REQUIRED_COLUMNS, readSchool, type UndatedSchool } from './school-columns.ts';

/** The file has no columns that a register must have. */
export class ColumnsMissingError extends Error {
  override readonly name = 'ColumnsMissingError';
}

/** Most of the file makes no sense as a register. */
export class UnusableFileError extends Error {
  override readonly name = 'UnusableFileError';
}

export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/** A whole register file, read and checked. */
export interface RegisterFile {
  /** Lines but for the header. */
  readonly read: number;
  readonly schools: readonly UndatedSchool[];
  readonly bad: readonly BadLine[];
  /** Every URN of the file, those on bad lines too: such schools have not left the register. */
  readonly urns: ReadonlySet<string>;
  /** Values that were left out of schools. */
  readonly unreadable: readonly (Unreadable & { readonly line: number })[];
  /** The latest `LastChangedDate`: the register changes daily, so the file is of that day or the next. */
  readonly lastChange: string | undefined;
  /** The day in London on which the file was last written. */
  readonly written: string;
}

/** More bad lines than these, and more than every twentieth, and it is not a register with flaws but something else. */
const BAD_LINES_ALLOWED = 10;
const BAD_SHARE_ALLOWED = 1 / 20;

/**
 * Reads a register file to its end before anything is done with it, so that a file which is cut short changes nothing.
 * Only the columns that are used are kept: 52,000 schools are some 80 MB.
 *
 * @param progress told the number of lines so far
 * @throws MisencodedFileError, TruncatedFileError, ColumnsMissingError, UnusableFileError
 */
export async function readRegisterFile(path: string, progress: (lines: number) => void): Promise<RegisterFile> {
  const written = calendarDate((await stat(path)).mtime);
  const columns = new Map<string, number>();
  const schools: UndatedSchool[] = [];
  const bad: BadLine[] = [];
  const unreadable: (Unreadable & { line: number })[] = [];
  const urns = new Set<string>();
  let lastChange: string | undefined;
  let width = 0;
  let read = 0;

  for await (const { line, cells } of readCsv(path, await detectEncoding(path))) {
    if (width === 0) {
      width = cells.length;
      cells.forEach((name, place) => {
        columns.set(name, place);
      });
      refuseMissing(columns);
      continue;
    }
    progress(++read);
    const cell = (column: string) => cells[columns.get(column) ?? -1] ?? '';
    const urn = cell('URN');
    const twice = urns.has(urn);
    urns.add(urn);
    if (cells.length !== width) {
      bad.push({ line, reason: `${cells.length} columns instead of ${width}` });
      continue;
    }
    const result = readSchool(cell);
    if ('bad' in result) bad.push({ line, reason: result.bad });
    else if (twice) bad.push({ line, reason: `URN ${urn} is in the file before` });
    else {
      schools.push(result.school);
      unreadable.push(...result.unreadable.map((value) => ({ ...value, line })));
      const changed = readDate(cell('LastChangedDate')) ?? '';
      if (changed > (lastChange ?? '') && changed <= written) lastChange = changed;
    }
  }
  if (read === 0) throw new UnusableFileError('the file has no schools');
  if (bad.length > BAD_LINES_ALLOWED && bad.length > read * BAD_SHARE_ALLOWED) {
    const [{ line, reason } = { line: 0, reason: '' }] = bad;
    throw new UnusableFileError(
      `${bad.length} of ${read} lines are bad (line ${line}: ${reason}): the file is damaged or no register, nothing was imported`,
    );
  }
  return { read, schools, bad, urns, unreadable, lastChange, written };
}

function refuseMissing(columns: ReadonlyMap<string, number>): void {
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.has(column));
  if (missing.length === 0) return;
  throw new ColumnsMissingError(
    `the file has no column ${missing.map((name) => `"${name}"`).join(', ')}: is it the register's "edubasealldata" CSV file?`,
  );
}
