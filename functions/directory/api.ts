import type { APIGatewayProxyStructuredResultV2 as Answer, APIGatewayProxyEventV2 } from 'aws-lambda';
import type { SNAPSHOT_FILES } from '../../domain/directory-entry.ts';
import { positionOf } from '../../domain/geography/national-grid.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { logError } from '../log.ts';
import type { Form } from '../web/form.ts';
import { readQuery } from '../web/request.ts';
import { ApiProblem, answerOpen, answerProblem, OPEN_HEADERS, type OpenAnswer } from './api-answers.ts';
import { type ApiQuery, apiQuery, type CheckAnswer, type DirectoryAnswer } from './api-schemas.ts';
import { API_WORDS } from './api-words.ts';
import { checkDesignation } from './check-designation.ts';
import type { DirectoryDesk } from './directory-desk.ts';
import { addressOf, readParameters, wantedBy } from './directory-query.ts';
import { toOpenEntry } from './open-entry.ts';
import { openApiDocument } from './openapi.ts';
import { findOrigin, type Origin } from './origin.ts';
import { type Filter, searchDirectory } from './search.ts';

type Event = Pick<APIGatewayProxyEventV2, 'rawPath' | 'rawQueryString' | 'headers' | 'requestContext'>;
type Open = (desk: DirectoryDesk, request: OpenRequest) => Promise<OpenAnswer>;

interface OpenRequest {
  readonly query: Form;
  readonly parameter: string;
  readonly at: Date;
}

const { problems: PROBLEMS } = API_WORDS;
const JSON_TYPE = 'application/json';

/** Every address of open data. A parameter stands where a name begins with a colon, at the end. */
const DOORS: Readonly<Record<string, Open>> = {
  '/directory.json': (desk) => snapshotFile(desk, 'json', JSON_TYPE),
  '/directory.csv': (desk) => snapshotFile(desk, 'csv', 'text/csv; charset=utf-8'),
  '/api/directory': searchApi,
  '/api/directory/:number': entryApi,
  '/api/check/:number': checkApi,
  '/api/openapi.json': async ({ publicUrl }) => ({ type: JSON_TYPE, body: JSON.stringify(openApiDocument(publicUrl)) }),
};

/** Whether an address is one of data, and not a page. */
export const isOpenData = (path: string): boolean => path.startsWith('/api/') || Object.hasOwn(DOORS, path);

/** Answers a request for data: the search, the check and whole files, for anybody on any site. */
export async function openData(desk: DirectoryDesk, event: Event, at: Date): Promise<Answer> {
  const { method } = event.requestContext.http;
  if (method === 'OPTIONS') {
    const allowed = { 'access-control-allow-methods': 'GET, HEAD', 'access-control-allow-headers': 'if-none-match' };
    return { statusCode: 204, headers: { ...OPEN_HEADERS, ...allowed, 'access-control-max-age': '86400' } };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    const refusal = answerProblem({ type: 'about:blank', title: PROBLEMS.onlyRead, status: 405 });
    return { ...refusal, headers: { ...refusal.headers, allow: 'GET, HEAD, OPTIONS' } };
  }
  try {
    const found = findDoor(event.rawPath);
    if (!found) throw new ApiProblem(404, PROBLEMS.noAddress, { detail: PROBLEMS.seeDocument('/api/openapi.json') });
    const query = readQuery(event.rawQueryString);
    const answer = await found.open(desk, { query, parameter: found.parameter, at });
    return answerOpen(answer, event.headers);
  } catch (error) {
    if (error instanceof ApiProblem) return answerProblem(error.problem);
    logError('data could not be given', error);
    return answerProblem({ type: 'about:blank', title: PROBLEMS.fault, status: 500 });
  }
}

function findDoor(path: string) {
  const exact = Object.hasOwn(DOORS, path) ? DOORS[path] : undefined;
  if (exact) return { open: exact, parameter: '' };
  const at = path.lastIndexOf('/') + 1;
  const open = DOORS[`${path.slice(0, at)}:number`];
  return open && at < path.length ? { open, parameter: path.slice(at) } : undefined;
}

async function searchApi({ records, readDirectory, publicUrl }: DirectoryDesk, { query: asked, at }: OpenRequest) {
  const read = apiQuery.safeParse(readParameters(asked));
  if (!read.success) {
    const errors = read.error.issues.map(({ path, message, ...issue }) => ({
      parameter: 'keys' in issue ? issue.keys.join(', ') : String(path[0]),
      detail: message,
    }));
    throw new ApiProblem(400, PROBLEMS.parameter, { errors });
  }
  const query = read.data;
  const origin = await findOrigin(records, query.near);
  if (origin.word === 'unknown' || origin.word === 'several') throw unclearPlace(origin);
  const today = calendarDate(at);
  const day = query.day ?? today;
  const { index, manifest } = await readDirectory();
  const wanted = wantedBy(query, origin.word === 'found' ? origin.point : undefined);
  const { found, beyond, relax } = searchDirectory(index, wanted, today, day);
  const { page, size } = query;
  const body: DirectoryAnswer = {
    total: found.length,
    day,
    ...(manifest && { publishedAt: manifest.publishedAt }),
    ...(origin.word === 'found' && { origin: { label: origin.label, by: origin.by, ...positionOf(origin.point) } }),
    entries: found.slice((page - 1) * size, page * size).map((one) => toOpenEntry(one, publicUrl)),
    beyond: beyond.map((one) => toOpenEntry(one, publicUrl)),
    relax: relax.map((one) =>
      one.by === 'distance'
        ? { parameter: 'within', to: String(one.within), more: one.more }
        : { parameter: PARAMETER_OF[one.by], more: one.more },
    ),
  };
  const link = pageLinks(publicUrl, { ...query, day }, Math.ceil(found.length / size));
  return { type: JSON_TYPE, body: JSON.stringify(body), headers: link === '' ? {} : { link } };
}

const PARAMETER_OF = {
  programme: 'programme',
  phases: 'phase',
  specialisms: 'specialism',
  region: 'region',
  localAuthority: 'authority',
  available: 'available',
} as const satisfies Record<Filter, string>;

function unclearPlace(origin: Extract<Origin, { word: 'unknown' | 'several' }>): ApiProblem {
  if (origin.word === 'unknown') {
    return new ApiProblem(404, PROBLEMS.unknownPlace, { detail: PROBLEMS.tryPlaces });
  }
  const labels = origin.choices.map(({ near }) => near);
  return new ApiProblem(409, PROBLEMS.severalPlaces, { detail: PROBLEMS.oneOf(labels.join('; ')) });
}

/** RFC 8288. All of them keep the day, so that pages fit together. */
function pageLinks(publicUrl: string, query: ApiQuery, pages: number): string {
  const { size, page } = query;
  const to = (rel: string, number: number) => {
    const address = addressOf('/api/directory', query, { page: number });
    return `<${publicUrl}${address}${address.includes('?') ? '&' : '?'}size=${size}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to('first', 1), to('prev', Math.min(page - 1, Math.max(pages, 1)))] : []),
    ...(page < pages ? [to('next', page + 1), to('last', pages)] : []),
  ];
  return links.join(', ');
}

async function entryApi({ readDirectory, publicUrl }: DirectoryDesk, { parameter }: OpenRequest) {
  const entry = (await readDirectory()).index.byNumber.get(parameter);
  if (!entry) throw new ApiProblem(404, PROBLEMS.notListed);
  return { type: JSON_TYPE, body: JSON.stringify(toOpenEntry({ entry }, publicUrl)) };
}

const CHECK_STATUS = { 'not-a-reference': 400, 'wrong-check': 400, unknown: 404 } as const;

async function checkApi({ records, readDirectory, publicUrl }: DirectoryDesk, { parameter, at }: OpenRequest) {
  const check = await checkDesignation(records, readDirectory, parameter, at);
  if (check.word !== 'known') {
    throw new ApiProblem(CHECK_STATUS[check.word], PROBLEMS.check[check.word]);
  }
  const { number, programme, startsOn, standing, entry } = check;
  const { word, ...dates } = standing;
  const body: CheckAnswer = {
    number,
    programme,
    current: word !== 'ended',
    standing: word,
    startsOn,
    ...dates,
    listed: entry !== undefined,
    ...(entry && { url: `${publicUrl}/directory/${number}` }),
  };
  return { type: JSON_TYPE, body: JSON.stringify(body) };
}

async function snapshotFile({ files, readDirectory }: DirectoryDesk, file: keyof typeof SNAPSHOT_FILES, type: string) {
  const { manifest } = await readDirectory();
  if (!manifest) throw new ApiProblem(404, PROBLEMS.notPublished);
  const body = await files.readFile(manifest.folder, file);
  const etag = `"${manifest.hash.slice(0, 32)}-${file}"`;
  return { type, body, etag, headers: { 'content-disposition': `inline; filename="directory.${file}"` } };
}
