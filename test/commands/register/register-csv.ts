import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A school of a file by the register's columns; what is not named is as in `PLAIN`. */
export type Columns = Readonly<Record<string, string>>;

const PLAIN: Columns = {
  URN: '900101',
  'LA (code)': '202',
  'LA (name)': 'Camden',
  EstablishmentName: 'Teapot Lane School',
  'TypeOfEstablishment (code)': '01',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentStatus (code)': '1',
  'EstablishmentStatus (name)': 'Open',
  Town: 'Exampleton',
  Postcode: 'ZZ1 1AA',
};

export const closed: Columns = { 'EstablishmentStatus (code)': '2', 'EstablishmentStatus (name)': 'Closed' };

export const cellOf = (columns: Columns) => (column: string) => ({ ...PLAIN, ...columns })[column] ?? '';

/** The text of a register file with these schools. */
export function registerCsv(...schools: Columns[]): string {
  const header = [...new Set([...Object.keys(PLAIN), ...schools.flatMap(Object.keys)])];
  const rows = schools.map((school) => header.map((column) => cellOf(school)(column)));
  return [header, ...rows].map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`).join('');
}

/** That many schools, alike but for URN and name. */
export const schools = (count: number, columns: Columns = {}): Columns[] =>
  Array.from({ length: count }, (_, n) => ({
    URN: String(900201 + n),
    EstablishmentName: `Invented School Number${n}`,
    ...columns,
  }));

/** Writes a file of that name, in a folder that goes when the test ends. */
export function fileOf(content: string | Uint8Array, name = 'register.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
