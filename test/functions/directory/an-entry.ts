import type { DirectoryEntry, DirectorySchool } from '../../../domain/directory-entry.ts';

/** A fictional head teacher of a primary school who agreed to be listed. */
export const anEntry = (changes: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  number: 'LLE-2222-2222-2222',
  programme: 'lle',
  name: 'Ada Teacosy',
  school: aDirectorySchool(),
  body: 'national',
  ageGroups: ['primary'],
  specialisms: [{ id: 'leadership/coaching', name: 'Coaching' }],
  profile: 'I have led two schools out of special measures.\n\nI like to visit.',
  contact: 'form',
  travelMiles: 20,
  availability: { state: 'open', placements: 2 },
  startsOn: '2026-05-01',
  endsOn: '2030-04-30',
  confirmedOn: '2026-10-01',
  ...changes,
});

export const aDirectorySchool = (changes: Partial<DirectorySchool> = {}): DirectorySchool => ({
  urn: '900001',
  name: 'Teapot Lane Primary School',
  phase: 'Primary',
  localAuthority: 'Camden',
  region: 'London',
  town: 'Exampleton',
  postcode: 'ZZ1 1AA',
  easting: 526_200,
  northing: 182_400,
  ...changes,
});
