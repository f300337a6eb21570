import * as z from 'zod';
import { directoryQuery } from './directory-query.ts';
import { openEntry } from './open-entry.ts';
import { RADII } from './search.ts';

export const PAGE_SIZES = { offered: 50, most: 200 } as const;

/** What `GET /api/directory` takes. */
export const apiQuery = directoryQuery
  .extend({
    size: z.coerce
      .number()
      .int()
      .min(1)
      .max(PAGE_SIZES.most)
      .default(PAGE_SIZES.offered)
      .describe('How many on a page'),
  })
  .strict();
export type ApiQuery = z.infer<typeof apiQuery>;

export const originAnswer = z.object({
  label: z.string(),
  by: z
    .enum(['postcode', 'district', 'district-of-postcode', 'place', 'school'])
    .describe('`district-of-postcode`: the postcode itself is not known, its first half is'),
  latitude: z.number(),
  longitude: z.number(),
});

export const directoryAnswer = z.object({
  total: z.int().min(0).describe('How many fit, on all pages'),
  day: z.iso.date().describe('Whose order equals stand in'),
  publishedAt: z.iso.datetime().exactOptional(),
  origin: originAnswer.exactOptional(),
  entries: z.array(openEntry),
  beyond: z.array(openEntry).describe('The nearest of those that fit and are further away than asked'),
  relax: z
    .array(
      z.object({
        parameter: z.enum(['within', 'programme', 'phase', 'specialism', 'region', 'authority', 'available']),
        to: z
          .enum([...RADII.map(String), 'any'])
          .exactOptional()
          .describe('Which distance would find more'),
        more: z.int().min(1),
      }),
    )
    .describe('How many more there would be if one thing were asked for less'),
});
export type DirectoryAnswer = z.infer<typeof directoryAnswer>;

export const checkAnswer = z.object({
  number: z.string(),
  programme: z.string(),
  current: z.boolean(),
  standing: z.enum(['current', 'under-review', 'ended']),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().exactOptional().describe('Last day of a designation that stands'),
  endedOn: z.iso.date().exactOptional(),
  listed: z.boolean().describe('Whether the person is in the directory. Who they are is said nowhere else'),
  url: z.url().exactOptional().describe('Their page in the directory'),
});
export type CheckAnswer = z.infer<typeof checkAnswer>;
