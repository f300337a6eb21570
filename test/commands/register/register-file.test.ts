import { utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRegisterFile } from '../../../commands/register/register-file.ts';
import { type Columns, fileOf, registerCsv, schools } from './register-csv.ts';

const read = (content: string | Uint8Array) => readRegisterFile(fileOf(content), () => {});
const readSchools = (...columns: Columns[]) => read(registerCsv(...columns));

it('reads the schools, and ignores columns that it does not know', async () => {
  const file = await readSchools({ Astrology: 'Leo' }, { URN: '900102' });
  expect(file).toMatchObject({ read: 2, bad: [], unreadable: [] });
  expect(file.schools.map(({ urn }) => urn)).toEqual(['900101', '900102']);
  expect(file.urns).toEqual(new Set(['900101', '900102']));
});

it('reads names in windows-1252 and in UTF-8 alike', async () => {
  const text = registerCsv({ EstablishmentName: 'École Fictive' });
  for (const content of [text, `\uFEFF${text}`, Buffer.from(text, 'latin1')]) {
    expect((await read(content)).schools[0]?.name).toBe('École Fictive');
  }
});

it('names every column that is missing', async () => {
  await expect(read('URN,EstablishmentName,LA (code),LA (name)\n1,a,2,b\n')).rejects.toThrow(
    /no column "TypeOfEstablishment \(code\)", "TypeOfEstablishment \(name\)", "EstablishmentStatus \(code\)"/,
  );
});

it('goes on after a bad line, and keeps its number and reason', async () => {
  const text = registerCsv(...schools(20), { URN: '' }, { URN: '900101' }, { URN: '900101' }, { URN: '900102' });
  const file = await read(text.replace('"900102"', '"900102","one more"'));
  expect(file.bad).toEqual([
    { line: 22, reason: 'URN: empty' },
    { line: 24, reason: 'URN 900101 is in the file before' },
    { line: 25, reason: '11 columns instead of 10' },
  ]);
  expect(file.schools).toHaveLength(21);
});

it('says what it left out of a school, and where', async () => {
  const { schools: found, unreadable } = await readSchools({}, { URN: '900102', OpenDate: 'long ago' });
  expect(found).toHaveLength(2);
  expect(unreadable).toEqual([{ line: 3, column: 'OpenDate', value: 'long ago' }]);
});

it('knows the latest change that is not after the file itself', async () => {
  const change = (urn: string, LastChangedDate: string) => ({ URN: urn, LastChangedDate });
  const path = fileOf(
    registerCsv(change('900101', '14-11-2023'), change('900102', '16-11-2023'), change('900103', '2203-01-01')),
  );
  utimesSync(path, new Date('2024-01-01T12:00Z'), new Date('2024-01-01T12:00Z'));
  expect(await readRegisterFile(path, () => {})).toMatchObject({ lastChange: '2023-11-16', written: '2024-01-01' });
});

describe('refuses', () => {
  it('an empty file, and one with a header only', async () => {
    await expect(read('')).rejects.toThrow(/no schools/);
    await expect(readSchools()).rejects.toThrow(/no schools/);
  });

  it('a file of which much is bad', async () => {
    await expect(readSchools(...schools(50), ...schools(11, { EstablishmentName: '' }))).rejects.toThrow(
      /11 of 61 lines are bad \(line 52: EstablishmentName: empty\)/,
    );
  });

  it('a file that is cut short', async () => {
    const text = registerCsv(...schools(5));
    await expect(read(text.slice(0, -40))).rejects.toThrow(/line 6/);
  });

  it('a file that is wrongly encoded', async () => {
    await expect(read(Buffer.from(registerCsv({}), 'utf16le'))).rejects.toThrow(/UTF-16/);
  });
});
