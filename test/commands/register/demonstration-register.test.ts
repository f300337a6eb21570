import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { type RegisterFile, readRegisterFile } from '../../../commands/register/register-file.ts';

const PATH = fileURLToPath(new URL('../../../commands/register/demonstration-register.csv', import.meta.url));

let file: RegisterFile;
beforeAll(async () => {
  file = await readRegisterFile(PATH, () => {});
});

it('is a register without a flaw', () => {
  expect(file).toMatchObject({ read: 60, bad: [], unreadable: [] });
});

it('is clearly fictional: URNs and postcodes that are never issued, web sites that cannot exist', () => {
  for (const { urn, address, website } of file.schools) {
    expect(urn).toMatch(/^9000\d\d$/);
    expect(address.postcode).toMatch(/^ZZ/);
    expect(website ?? '.example').toMatch(/\.example$/);
  }
});

it('has every kind of school and inspection that a programme treats apart', () => {
  const types = new Set(file.schools.map(({ type }) => type.code));
  // community, further education, pupil referral unit, converter academy, 16-19 academy, special, independent
  for (const code of [1, 18, 14, 34, 45, 7, 11, 10]) expect(types).toContain(code);

  const statuses = new Set(file.schools.map(({ status }) => status.code));
  expect(statuses).toEqual(new Set([1, 2, 3, 4]));

  const found = file.schools.map(({ inspection }) => inspection);
  expect(new Set(found.map((inspection) => inspection?.framework))).toEqual(
    new Set(['graded', 'report-card', 'isi', undefined]),
  );
  const overall = new Set(found.map((inspection) => inspection?.overall));
  expect(overall).toEqual(new Set(['outstanding', 'good', 'requires improvement', 'inadequate', undefined]));
  const independent = file.schools.filter(({ type }) => type.code === 11);
  expect(new Set(independent.map(({ inspectorate }) => inspectorate))).toEqual(new Set(['ISI', 'Ofsted', undefined]));
});

it('lies all over England', () => {
  expect(new Set(file.schools.map(({ region }) => region)).size).toBe(9);
  expect(file.schools.every(({ location }) => location)).toBe(true);
});
