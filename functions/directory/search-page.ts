import { AGE_GROUPS } from '../../domain/directory-entry.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { show } from '../web/answer.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import type { DirectoryDesk } from './directory-desk.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { type AddressChanges, addressOf, type DirectoryQuery, readLeniently, wantedBy } from './directory-query.ts';
import { entryLine } from './entry-line.ts';
import { findOrigin, type Origin } from './origin.ts';
import { programmeName } from './programme-name.ts';
import { type Found, RADII, type Relaxation, type SearchResult, searchDirectory } from './search.ts';
import { WORDS } from './words.ts';

const PATH = '/directory';
const ON_A_PAGE = 20;
const MOST_PRINTED = 200;

/** The search with its results: one page, and addresses that can be shared. */
export const searchPage =
  (desk: DirectoryDesk): Page =>
  async (request) => {
    const { query, origin, index, result, day, today } = await search(desk, request);
    const pages = Math.max(1, Math.ceil(result.found.length / ON_A_PAGE));
    const page = Math.min(query.page, pages);
    const shared = { ...query, day };
    const line = (one: Found) => entryLine(one, today);
    return show('directory/search.njk', {
      query,
      ...choices(index, query),
      origin: viewOrigin(origin, shared),
      isEmpty: index.entries.length === 0,
      isSearch: Object.keys(request.query.typed()).length > 0,
      total: result.found.length,
      lines: result.found.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE).map(line),
      beyond: result.beyond.map(line),
      instead: result.instead.map(line),
      relax: result.relax.map((one) => viewRelaxation(one, shared)),
      page,
      pages,
      previous: page > 1 ? addressOf(PATH, shared, { page: page - 1 }) : undefined,
      next: page < pages ? addressOf(PATH, shared, { page: page + 1 }) : undefined,
      unfiltered: addressOf(PATH, shared, { ...UNFILTERED, page: 1 }),
      share: `${desk.publicUrl}${addressOf(PATH, shared, { page: 1 })}`,
      print: addressOf(`${PATH}/print`, shared, { page: 1 }),
    });
  };

/** The same, all on one page for paper. */
export const printPage =
  (desk: DirectoryDesk): Page =>
  async (request) => {
    const { query, origin, result, day, today } = await search(desk, request);
    return show('directory/print.njk', {
      back: addressOf(PATH, { ...query, day }),
      query,
      origin: viewOrigin(origin, query),
      total: result.found.length,
      lines: result.found.slice(0, MOST_PRINTED).map((one) => entryLine(one, today)),
      publicUrl: desk.publicUrl,
      at: request.at,
    });
  };

async function search({ records, readDirectory }: DirectoryDesk, request: PageRequest) {
  const query = readLeniently(request.query);
  const [origin, { index }] = await Promise.all([findOrigin(records, query.near), readDirectory()]);
  const today = calendarDate(request.at);
  const day = query.day ?? today;
  const wanted = wantedBy(query, origin.word === 'found' ? origin.point : undefined);
  const result: SearchResult = searchDirectory(index, wanted, today, day);
  return { query, origin, index, result, day, today };
}

/** What the form offers: what there is, and what was asked for although there is none of it now. */
function choices({ facets }: DirectoryIndex, { programme, region, authority, specialism }: DirectoryQuery) {
  const programmes = withAsked(facets.programmes, programme);
  const regions = withAsked(facets.regions, region);
  const localAuthorities = withAsked(facets.localAuthorities, authority);
  const named = new Map(facets.specialisms.map(({ id, name }) => [id, name]));
  const specialisms = withAsked([...named.keys()], specialism[0]).map((id) => ({ id, name: named.get(id) ?? id }));
  return {
    radii: [...RADII.map((miles) => ({ value: String(miles), text: WORDS.miles(miles) })), ANY],
    programmes: programmes.map((id) => ({ value: id, text: programmeName(id) })),
    phases: AGE_GROUPS.map(({ id, name }) => ({ value: id, text: name })),
    specialisms: specialisms.map(({ id, name }) => ({ value: id, text: name })),
    regions: regions.map((name) => ({ value: name, text: name })),
    authorities: localAuthorities.map((name) => ({ value: name, text: name })),
  };
}

const withAsked = (all: readonly string[], asked: string | undefined): readonly string[] =>
  asked === undefined || all.includes(asked) ? all : [...all, asked];

const ANY = { value: 'any', text: WORDS.anyDistance };

function viewOrigin(origin: Origin, query: DirectoryQuery) {
  if (origin.word !== 'several') return origin;
  const choices = origin.choices.map(({ label, near }) => ({ label, href: addressOf(PATH, query, { near, page: 1 }) }));
  return { ...origin, choices };
}

function viewRelaxation(one: Relaxation, query: DirectoryQuery) {
  const { by, more } = one;
  if (by === 'distance') {
    return { by, more, within: one.within, href: addressOf(PATH, query, { within: String(one.within), page: 1 }) };
  }
  return { by, more, href: addressOf(PATH, query, { ...WITHOUT[by], page: 1 }) };
}

const UNFILTERED: AddressChanges = {
  programme: undefined,
  phase: [],
  specialism: [],
  region: undefined,
  authority: undefined,
  available: undefined,
};

const WITHOUT: Readonly<Record<Exclude<Relaxation['by'], 'distance'>, AddressChanges>> = {
  programme: { programme: undefined },
  phases: { phase: [] },
  specialisms: { specialism: [] },
  region: { region: undefined },
  localAuthority: { authority: undefined },
  available: { available: undefined },
};
