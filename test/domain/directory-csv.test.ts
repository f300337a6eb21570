import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { CSV_FIELDS, directoryCsv } from '../../domain/directory-csv.ts';
import type { DirectoryEntry } from '../../domain/directory-entry.ts';

const ENTRY: DirectoryEntry = {
  number: 'LLE-7K3M-4QXR-9WPD',
  programme: 'lle',
  name: 'Ada "Countess" Lovelace, née Byron',
  school: { urn: '100001', name: '=HYPERLINK("x")', localAuthority: 'Camden' },
  body: 'national',
  ageGroups: ['primary', 'secondary'],
  specialisms: [{ id: 'activities/coaching', name: 'Coaching' }],
  profile: 'One.\n\nTwo.',
  contact: 'form',
  availability: { state: 'from', from: '2027-01-04', placements: 2 },
  startsOn: '2026-05-01',
  endsOn: '2030-04-30',
  confirmedOn: '2026-05-01',
};

it('writes a file that a reader of CSV reads back, with every column in its place', () => {
  const [row] = parse(directoryCsv([ENTRY]), { columns: true, bom: true }) as Record<string, string>[];
  expect(Object.keys(row ?? {})).toEqual(CSV_FIELDS.map(({ name }) => name));
  expect(row).toMatchObject({
    name: ENTRY.name,
    profile: ENTRY.profile,
    age_groups: 'Primary (5 to 11); Secondary (11 to 16)',
    available_from: '2027-01-04',
    placements: '2',
    travel_miles: '',
  });
});

it('lets no text begin a formula', () => {
  const [row] = parse(directoryCsv([ENTRY]), { columns: true, bom: true }) as Record<string, string>[];
  expect(row?.school).toBe(`'=HYPERLINK("x")`);
});
