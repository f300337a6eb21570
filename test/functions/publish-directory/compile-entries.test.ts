import { expect, it } from 'vitest';
import { publicEntry } from '../../../functions/publish-directory/compile-entries.ts';
import type { DesignationRow } from '../../../functions/store/designation-rows.ts';
import { newEntry } from '../../../functions/store/directory-entry-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { SLE_2018 } from '../../../programmes/sle.ts';
import { aSchool } from '../../domain/a-school.ts';

const NUMBER = 'LLE-7K3M-4QXR-9WPD';
const ROW: DesignationRow = {
  kind: 'designation',
  number: NUMBER,
  programme: LLE_2014.id,
  generation: LLE_2014.generation,
  body: 'national',
  person: 'a-person',
  reference: 'LLE-2XCP-2TDE',
  state: 'active',
  startsOn: '2027-05-01',
  endsOn: '2031-04-30',
  reviewOn: '2028-05-01',
  conditions: [],
  version: 1,
};
const ENTRY = newEntry(
  { number: NUMBER, programme: 'lle', name: 'Ann Example', confirmedOn: '2027-05-01' },
  { specialisms: ['schools/new-head', 'activities/coaching', 'gone/with-its-generation'], profile: 'Mine.' },
);
const SCHOOL = aSchool({ ages: { from: 5, to: 11 }, location: { easting: 530_000, northing: 180_000 } });

it('says what the person says, and of the school what the register says; never who they are to us', () => {
  const entry = publicEntry(ROW, ENTRY, SCHOOL);
  expect(entry).toEqual({
    number: NUMBER,
    programme: 'lle',
    name: 'Ann Example',
    school: {
      urn: '999001',
      name: 'Example Primary School',
      localAuthority: 'Exampleshire',
      town: 'Exampleton',
      postcode: 'ZZ1 1ZZ',
      easting: 530_000,
      northing: 180_000,
    },
    body: 'national',
    ageGroups: ['primary'],
    specialisms: [
      { id: 'activities/coaching', name: 'Coaching and mentoring a headteacher' },
      { id: 'schools/new-head', name: 'Schools with a new, first-time headteacher' },
    ],
    profile: 'Mine.',
    contact: 'form',
    availability: { state: 'open', placements: 1 },
    startsOn: '2027-05-01',
    endsOn: '2031-04-30',
    confirmedOn: '2027-05-01',
  });
  expect(JSON.stringify(entry)).not.toMatch(/a-person|LLE-2XCP-2TDE/);
});

it('offers nobody who has paused or is reviewed, and does not say which', () => {
  const of = (state: DesignationRow['state']) => publicEntry({ ...ROW, state }, ENTRY, SCHOOL);
  expect(of('paused').availability).toEqual({ state: 'paused' });
  expect(of('under-review')).toEqual(of('paused'));
});

it('goes through the designating body where the programme says so, and does without a school', () => {
  const entry = publicEntry({ ...ROW, generation: SLE_2018.generation }, ENTRY, undefined);
  expect(entry).toMatchObject({ contact: 'designating-body', ageGroups: [] });
  expect(entry).not.toHaveProperty('school');
});
