import * as z from 'zod';
import { API_WORDS } from './api-words.ts';
import { directoryQuery } from './directory-query.ts';
import { openEntry } from './open-entry.ts';
import { RADII } from './search.ts';

const { parameters: PARAMETERS, schemas } = API_WORDS;
const { origin: ORIGIN, directory: DIRECTORY, check: CHECK } = schemas;

export const PAGE_SIZES = { offered: 50, most: 200 } as const;

/** What `GET /api/directory` takes. */
export const apiQuery = directoryQuery
  .extend({
    size: z.coerce.number().int().min(1).max(PAGE_SIZES.most).default(PAGE_SIZES.offered).describe(PARAMETERS.size),
  })
  .strict();
export type ApiQuery = z.infer<typeof apiQuery>;

export const originAnswer = z.object({
  label: z.string(),
  by: z.enum(['postcode', 'district', 'district-of-postcode', 'place', 'school']).describe(ORIGIN.by),
  latitude: z.number(),
  longitude: z.number(),
});

export const directoryAnswer = z.object({
  total: z.int().min(0).describe(DIRECTORY.total),
  day: z.iso.date().describe(DIRECTORY.day),
  publishedAt: z.iso.datetime().exactOptional(),
  origin: originAnswer.exactOptional(),
  entries: z.array(openEntry),
  beyond: z.array(openEntry).describe(DIRECTORY.beyond),
  relax: z
    .array(
      z.object({
        parameter: z.enum(['within', 'programme', 'phase', 'specialism', 'region', 'authority', 'available']),
        to: z
          .enum([...RADII.map(String), 'any'])
          .exactOptional()
          .describe(DIRECTORY.distance),
        more: z.int().min(1),
      }),
    )
    .describe(DIRECTORY.relax),
});
export type DirectoryAnswer = z.infer<typeof directoryAnswer>;

export const checkAnswer = z.object({
  number: z.string(),
  programme: z.string(),
  current: z.boolean(),
  standing: z.enum(['current', 'under-review', 'ended']),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().exactOptional().describe(CHECK.endsOn),
  endedOn: z.iso.date().exactOptional(),
  listed: z.boolean().describe(CHECK.listed),
  url: z.url().exactOptional().describe(CHECK.url),
});
export type CheckAnswer = z.infer<typeof checkAnswer>;
