import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Encoding } from './encoding.ts';

/** The file ends in the middle of a line, or its quotation marks do not pair. */
export class TruncatedFileError extends Error {
  override readonly name = 'TruncatedFileError';
}

/** One record of the file. `cells` are trimmed; fewer or more than the header's when the line is bad. */
export interface CsvLine {
  /** Counted from 1; of a record over several lines, the last. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** No line of the register is a tenth as long: what is longer has lost a quotation mark. */
const LONGEST_LINE = 100_000;

/**
 * Reads a CSV file record by record, the header first.
 *
 * @throws TruncatedFileError when the last record is cut short
 */
export async function* readCsv(path: string, encoding: Encoding): AsyncGenerator<CsvLine> {
  const records = parse({
    info: true,
    relax_column_count: true,
    // a stray quotation mark spoils its own line, not the file
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  });
  // whatever goes wrong before the parser comes out of it, where it is awaited
  pipeline(decode(path, encoding), records, () => {});
  let columns = 0;
  let last: CsvLine | undefined;
  try {
    for await (const { info, record } of records as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      last = { line: info.lines, cells: record.map((cell) => cell.trim()) };
      columns ||= record.length;
      yield last;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TruncatedFileError(
      `line ${(last?.line ?? 0) + 1}: a quotation mark opens and never closes: the file is cut short or damaged, fetch it again`,
      { cause: error },
    );
  }
  if (last && last.cells.length < columns) {
    throw new TruncatedFileError(
      `line ${last.line}, the last, has ${last.cells.length} of ${columns} columns: the file is cut short, fetch it again`,
    );
  }
}

async function* decode(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
