import type { School } from '../school.ts';
import { middleOf } from './distance.ts';
import type { GridPoint } from './national-grid.ts';

export type PostcodeRead =
  /** `SW1A 1AA` is in the district `SW1A`. */
  | { readonly word: 'postcode'; readonly postcode: string; readonly district: string; readonly unit: string }
  /** Its first half, alone or with the digit that follows. */
  | { readonly word: 'district'; readonly district: string }
  | { readonly word: 'not-a-postcode' };

const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;
const DISTRICT = /^([A-Z]{1,2}\d[A-Z\d]?)(?: +\d)?$/;

/** Reads a postcode as people type it: in small letters, with spaces anywhere or nowhere. */
export function readPostcode(text: string): PostcodeRead {
  const typed = text.trim().toUpperCase();
  const [, outward = '', unit = ''] = POSTCODE.exec(typed.replace(/\s/g, '')) ?? [];
  if (outward !== '') return { word: 'postcode', postcode: `${outward} ${unit}`, district: outward, unit };
  const [, district = ''] = DISTRICT.exec(typed) ?? [];
  return district === '' ? { word: 'not-a-postcode' } : { word: 'district', district };
}

/** What the register knows of a postcode district such as `SW1A`. */
export interface PostcodeDistrict {
  /** The middle of its postcodes. */
  readonly centre: GridPoint;
  /** Where its postcodes are, by their second half: `1AA`. Of several schools, the first by URN speaks for it. */
  readonly postcodes: Readonly<Record<string, GridPoint>>;
}

/** Every district in which the register has a school, also a closed one: its postcode still lies there. */
export function gatherDistricts(schools: Iterable<School>): ReadonlyMap<string, PostcodeDistrict> {
  const found = new Map<string, Record<string, GridPoint>>();
  for (const { address, location } of [...schools].sort((a, b) => Number(a.urn) - Number(b.urn))) {
    const read = readPostcode(address.postcode ?? '');
    if (read.word !== 'postcode' || !location) continue;
    const postcodes = found.get(read.district) ?? {};
    found.set(read.district, { [read.unit]: location, ...postcodes });
  }
  return new Map(
    Array.from(found, ([district, postcodes]) => [district, { centre: middleOf(Object.values(postcodes)), postcodes }]),
  );
}
