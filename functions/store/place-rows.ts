import * as z from 'zod';
import { gatherPlaces, type Place, plainName } from '../../domain/geography/places.ts';
import { gatherDistricts, type PostcodeDistrict } from '../../domain/geography/postcode.ts';
import type { School } from '../../domain/school.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

const gridPoint = z.object({ easting: z.int(), northing: z.int() });

const place = z.object({
  ...gridPoint.shape,
  name: z.string(),
  within: z.string().exactOptional(),
}) satisfies z.ZodType<Place>;

const district = z.object({
  centre: gridPoint,
  postcodes: z.record(z.string(), gridPoint),
}) satisfies z.ZodType<PostcodeDistrict>;

/** All places of one name, those with most schools first. Kept as one JSON text, as schools are. */
const placeRow = z.object({
  kind: z.literal('place'),
  sk: z.string(),
  places: z.codec(z.string(), z.array(place), {
    decode: (text) => JSON.parse(text),
    encode: (places) => JSON.stringify(places),
  }),
});

/** The longest, of some 60 postcodes, has 2 KB. */
const districtRow = z.object({
  kind: z.literal('postcode-district'),
  district: z.codec(z.string(), district, {
    decode: (text) => JSON.parse(text),
    encode: (value) => JSON.stringify(value),
  }),
});

/** Every row by which a place or a postcode is found in a register, by what it is of. */
export function placeWrites(schools: readonly School[], offered: readonly School[]): ReadonlyMap<string, Write> {
  const places = Array.from(gatherPlaces(offered), ([name, all]): [string, Write] => {
    const row = z.encode(placeRow, { kind: 'place', sk: name, places: [...all] });
    return [`place ${name}`, { Put: { Item: { ...rowKeys.place(name), ...row } } }];
  });
  const districts = Array.from(gatherDistricts(schools), ([id, value]): [string, Write] => {
    const row = z.encode(districtRow, { kind: 'postcode-district', district: value });
    return [`district ${id}`, { Put: { Item: { ...rowKeys['postcode-district'](id), ...row } } }];
  });
  return new Map([...places, ...districts]);
}

export async function getDistrict(records: Records, id: string): Promise<PostcodeDistrict | undefined> {
  return (await records.get(rowKeys['postcode-district'](id), districtRow))?.district;
}

/**
 * Places of a name; when there is none, places whose names begin with it.
 *
 * @param name as it was typed; what follows a comma tells which one: `Newport, Isle of Wight`
 */
export async function findPlaces(records: Records, name: string): Promise<Place[]> {
  const [typed = '', within = ''] = name.split(',', 2).map(plainName);
  if (typed.length < 3) return [];
  const { pk, sk } = rowKeys.place(typed);
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :name)',
    ExpressionAttributeValues: { ':pk': pk, ':name': sk },
  };
  const rows = await Array.fromAsync(records.query(query, placeRow));
  const exact = rows.filter((row) => row.sk === typed);
  const found = (exact.length > 0 ? exact : rows).flatMap(({ places }) => places);
  return found.filter((one) => plainName(one.within ?? '').startsWith(within));
}
