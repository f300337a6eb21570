import { describe, expect, it } from 'vitest';
import { readSchool } from '../../../commands/register/school-columns.ts';
import { type Columns, cellOf } from './register-csv.ts';

const read = (columns: Columns) => {
  const result = readSchool(cellOf(columns));
  if ('bad' in result) throw new Error(result.bad);
  return result;
};
const bad = (columns: Columns) => {
  const result = readSchool(cellOf(columns));
  return 'bad' in result ? result.bad : undefined;
};

it('reads what a school must have, and leaves absent what the register does not say', () => {
  expect(read({}).school).toEqual({
    urn: '900101',
    name: 'Teapot Lane School',
    type: { code: 1, name: 'Community school' },
    status: { code: 1, name: 'Open' },
    localAuthority: { code: 202, name: 'Camden' },
    address: { town: 'Exampleton', postcode: 'ZZ1 1AA' },
  });
});

it('reads every column that is used', () => {
  const { school, unreadable } = read({
    'PhaseOfEducation (code)': '4',
    'PhaseOfEducation (name)': 'Secondary',
    'EstablishmentTypeGroup (code)': '10',
    'EstablishmentTypeGroup (name)': 'Academies',
    'GOR (name)': 'London',
    'Trusts (name)': 'THE SAMPLE TRUST',
    'ReligiousCharacter (name)': 'None',
    StatutoryLowAge: '11',
    StatutoryHighAge: '18',
    'InspectorateName (name)': 'Ofsted',
    'HeadTitle (name)': 'Ms',
    HeadFirstName: 'Ada',
    HeadLastName: 'Teacosy',
    HeadPreferredJobTitle: 'Principal',
    Street: '1 Teapot Lane',
    Easting: '528300',
    Northing: '184500',
    SchoolWebsite: 'www.teapot.example',
    OpenDate: '01-09-1998',
    CloseDate: '2027-08-31',
  });
  expect(unreadable).toEqual([]);
  expect(school).toMatchObject({
    phase: { code: 4, name: 'Secondary' },
    typeGroup: { code: 10, name: 'Academies' },
    region: 'London',
    trust: 'THE SAMPLE TRUST',
    religiousCharacter: 'None',
    ages: { from: 11, to: 18 },
    inspectorate: 'Ofsted',
    head: { title: 'Ms', firstName: 'Ada', lastName: 'Teacosy', post: 'Principal' },
    address: { street: '1 Teapot Lane' },
    location: { easting: 528300, northing: 184500 },
    website: 'http://www.teapot.example',
    openedOn: '1998-09-01',
    closedOn: '2027-08-31',
  });
});

it('knows no place where the register writes 0, 0', () => {
  expect(read({ Easting: '0', Northing: '0' }).school.location).toBeUndefined();
});

it('leaves a value out that it cannot read, and says so', () => {
  const { school, unreadable } = read({
    OpenDate: '31-02-1998',
    StatutoryLowAge: 'four',
    SchoolWebsite: 'javascript:alert(1)',
  });
  expect(school).not.toHaveProperty('openedOn');
  expect(school).not.toHaveProperty('website');
  expect(unreadable.map(({ column, value }) => `${column} ${value}`).sort()).toEqual([
    'OpenDate 31-02-1998',
    'SchoolWebsite javascript:alert(1)',
    'StatutoryLowAge four',
  ]);
});

describe('is no school', () => {
  it.each([
    ['without a name', { EstablishmentName: '' }, 'EstablishmentName: empty'],
    ['with a URN that is none', { URN: '12A' }, 'URN: "12A" is no URN'],
    [
      'with a code that is none',
      { 'EstablishmentStatus (code)': 'Open' },
      'EstablishmentStatus (code): "Open" is no code',
    ],
  ])('%s', (_, columns, reason) => {
    expect(bad(columns)).toBe(reason);
  });
});
