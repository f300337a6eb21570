import { describe, expect, it } from 'vitest';
import { datesOf } from '../../../commands/register/register-dates.ts';
import type { RegisterFile } from '../../../commands/register/register-file.ts';
import { readSchool } from '../../../commands/register/school-columns.ts';
import { type Columns, cellOf } from './register-csv.ts';

function fileWith(columns: Columns, parts: Partial<RegisterFile> = {}): RegisterFile {
  const read = readSchool(cellOf(columns));
  const schools = 'bad' in read ? [] : [read.school];
  return {
    read: 1,
    schools,
    bad: [],
    urns: new Set(),
    unreadable: [],
    lastChange: '2023-11-16',
    written: '2026-11-22',
    ...parts,
  };
}

const graded = { 'OfstedRating (name)': 'Good' };

describe('the date of a register', () => {
  it.each([
    ['is the one that was given', 'edubasealldata20261121.csv', '2020-01-01', '2016-05-04', '2016-05-04'],
    ['else the one in the name', 'edubasealldata20261121.csv', '2020-01-01', undefined, '2026-11-21'],
    ['else the latest change', 'schools.csv', '2020-01-01', undefined, '2020-01-01'],
    ['else the day it was written', 'schools.csv', undefined, undefined, '2026-11-22'],
  ])('%s', (_, path, lastChange, registerDate, expected) => {
    expect(datesOf(path, fileWith({}, { lastChange }), { registerDate }).registerDate).toBe(expected);
  });
});

describe('the date of the inspections', () => {
  it('is that of the register while the register had Ofsted columns', () => {
    expect(datesOf('schools.csv', fileWith(graded), {}).inspectionsDate).toBe('2023-11-16');
  });

  it('must be said when somebody added them later', () => {
    expect(() => datesOf('edubasealldata20261121.csv', fileWith(graded), {})).toThrow(/--inspections-dated/);
    const given = { inspectionsDate: '2026-10-31' };
    expect(datesOf('edubasealldata20261121.csv', fileWith(graded), given)).toEqual({
      registerDate: '2026-11-21',
      inspectionsDate: '2026-10-31',
    });
  });

  it('need not be said when the file has none of Ofsted', () => {
    const isi = { 'InspectorateName (name)': 'ISI' };
    expect(datesOf('edubasealldata20261121.csv', fileWith(isi), {}).inspectionsDate).toBe('2026-11-21');
  });
});
