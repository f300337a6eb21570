import type { GridPoint } from '../../domain/geography/national-grid.ts';
import type { Place } from '../../domain/geography/places.ts';
import { readPostcode } from '../../domain/geography/postcode.ts';
import { findPlaces, getDistrict } from '../store/place-rows.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { findSchools } from '../store/school-word-row.ts';

/** Where distances are measured from. */
export type Origin =
  | { readonly word: 'found'; readonly by: OriginKind; readonly point: GridPoint; readonly label: string }
  /** What was typed fits several: each with what to ask for instead. */
  | { readonly word: 'several'; readonly choices: readonly OriginChoice[] }
  | { readonly word: 'unknown' }
  | { readonly word: 'not-asked' };

/**
 * `district`: the middle of a postcode's first half, because it was typed alone; `district-of-postcode`: because the
 * register has no school at the postcode.
 */
export type OriginKind = 'postcode' | 'district' | 'district-of-postcode' | 'place' | 'school';

export interface OriginChoice {
  readonly label: string;
  readonly near: string;
}

const URN = /^\d{6}$/;
const MOST_CHOICES = 12;
const UNKNOWN: Origin = { word: 'unknown' };

/** Finds what somebody typed in the school register: a postcode, a URN, a place, then a school by its name. */
export async function findOrigin(records: Records, near: string | undefined): Promise<Origin> {
  if (near === undefined) return { word: 'not-asked' };
  const postcode = readPostcode(near);
  if (postcode.word !== 'not-a-postcode') return ofPostcode(records, postcode);
  if (URN.test(near)) return ofSchool(records, near);
  const places = await findPlaces(records, near);
  const [place, ...morePlaces] = places;
  if (place && morePlaces.length === 0) return { word: 'found', by: 'place', point: place, label: labelOf(place) };
  if (place) {
    const choices = places.slice(0, MOST_CHOICES).map((one) => ({ label: labelOf(one), near: labelOf(one) }));
    return { word: 'several', choices };
  }
  const schools = await findSchools(records, near, MOST_CHOICES);
  const [school, ...moreSchools] = schools;
  if (!school) return UNKNOWN;
  if (moreSchools.length === 0) return ofSchool(records, school.urn);
  const choices = schools.map(({ urn, name, town, postcode: at }) => ({
    label: [name, town, at].filter(Boolean).join(', '),
    near: urn,
  }));
  return { word: 'several', choices };
}

async function ofPostcode(
  records: Records,
  read: Exclude<ReturnType<typeof readPostcode>, { word: 'not-a-postcode' }>,
): Promise<Origin> {
  const district = await getDistrict(records, read.district);
  if (!district) return UNKNOWN;
  if (read.word === 'district') {
    return { word: 'found', by: 'district', point: district.centre, label: read.district };
  }
  const point = Object.hasOwn(district.postcodes, read.unit) ? district.postcodes[read.unit] : undefined;
  if (point) return { word: 'found', by: 'postcode', point, label: read.postcode };
  return { word: 'found', by: 'district-of-postcode', point: district.centre, label: read.postcode };
}

async function ofSchool(records: Records, urn: string): Promise<Origin> {
  const found = await getSchool(records, urn);
  if (!found) return UNKNOWN;
  const { name, location, address } = found.school;
  if (location) return { word: 'found', by: 'school', point: location, label: name };
  const postcode = readPostcode(address.postcode ?? '');
  return postcode.word === 'not-a-postcode' ? UNKNOWN : ofPostcode(records, postcode);
}

/** `Newport, Isle of Wight`; of places within themselves only once. */
const labelOf = ({ name, within }: Place) => (within === undefined || within === name ? name : `${name}, ${within}`);
