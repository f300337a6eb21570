import type { CodedName } from '../../domain/school.ts';

/** The text in a column of one line; empty when the line or the file has none. */
export type Cell = (column: string) => string;

/** A value that says nothing readable: which column, and what is there. */
export interface Unreadable {
  readonly column: string;
  readonly value: string;
}

/**
 * The cells of one line as values. What cannot be read counts as absent and is noted: a school must not be missing from
 * the register because of its website.
 */
export class Cells {
  readonly cell: Cell;
  readonly unreadable: Unreadable[] = [];

  constructor(cell: Cell) {
    // Ofsted's files write absent values so
    this.cell = (column) => (cell(column) === 'NULL' ? '' : cell(column));
  }

  text(column: string): string | undefined {
    return this.cell(column) || undefined;
  }

  /** What is in the first of the columns that is filled. */
  firstOf(columns: readonly string[]): string | undefined {
    return columns.map(this.cell).find(Boolean);
  }

  number(column: string): number | undefined {
    return this.read(column, (text) => (/^\d+$/.test(text) ? Number(text) : undefined));
  }

  /** Columns `<name> (code)` and `<name> (name)`. */
  coded(name: string): CodedName | undefined {
    const code = this.number(`${name} (code)`);
    const words = this.text(`${name} (name)`);
    return code === undefined || words === undefined ? undefined : { code, name: words };
  }

  /** `21-11-2026` (the register), `21/11/2026` (Ofsted) or `2026-11-21`, as `2026-11-21`. */
  date(column: string): string | undefined {
    return this.read(column, readDate);
  }

  website(column: string): string | undefined {
    return this.read(column, (text) => {
      const address = /^[a-z]+:/i.test(text) ? text : `http://${text}`;
      return /^https?:\/\/[^/]/i.test(address) && URL.canParse(address) ? address : undefined;
    });
  }

  read<Value>(column: string, reading: (text: string) => Value | undefined): Value | undefined {
    const text = this.cell(column);
    if (text === '') return undefined;
    const value = reading(text);
    if (value === undefined) this.unreadable.push({ column, value: text });
    return value;
  }
}

export function readDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d\d)[-/](\d\d)[-/](\d{4})$/.exec(text) ?? [];
  const date = year === undefined ? text : `${year}-${month}-${day}`;
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  // 31 February is a number of milliseconds too, but of another day
  const instant = Date.parse(`${date}T00:00Z`);
  return Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== date ? undefined : date;
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** An object without what is absent. */
export function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
