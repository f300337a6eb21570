import { gunzipSync } from 'node:zlib';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isOpenData } from '../../../functions/directory/api.ts';
import { aSchool } from '../../domain/a-school.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { aNumber, PublicDirectory, seedHolder, seedRegister } from './a-public-directory.ts';
import { aDirectorySchool, anEntry } from './an-entry.ts';

const ADA = anEntry({ number: aNumber() });
const BEN = anEntry({
  number: aNumber(),
  name: 'Ben Far',
  specialisms: [{ id: 'teaching/maths', name: 'Mathematics' }],
  school: aDirectorySchool({ urn: '900002', easting: 626_200, localAuthority: 'Bristol, City of' }),
});
const UNLISTED = aNumber();

let table: TestTable;
let directory: PublicDirectory;
beforeAll(async () => {
  table = await runTable();
  directory = new PublicDirectory(table.records);
  await directory.publish(ADA, BEN);
  for (const number of [ADA.number, BEN.number, UNLISTED]) await seedHolder(table.records, number);
  await seedRegister(table.records, [
    aSchool({
      urn: '900001',
      location: { easting: 526_200, northing: 182_400 },
      address: { town: 'Newport', postcode: 'ZZ1 1AA' },
    }),
    aSchool({
      urn: '900009',
      localAuthority: { code: 7, name: 'Isle of Wight' },
      location: { easting: 449_172, northing: 88_949 },
      address: { town: 'Newport', postcode: 'ZZ9 9AA' },
    }),
  ]);
});
afterAll(() => table.end());

async function ask(address: string, headers: Record<string, string> = {}) {
  const { statusCode, headers: answered = {}, body = '' } = await directory.doors.data(address, headers);
  return { status: statusCode, headers: answered, json: body === '' ? undefined : JSON.parse(body) };
}
const namesOf = (json: { entries: { name: string }[] }) => json.entries.map(({ name }) => name);

describe('GET /api/directory', () => {
  it('searches as the pages do, with distance and position', async () => {
    const { status, json } = await ask('/api/directory?near=zz1%201aa&within=any');
    expect(status).toBe(200);
    expect(json).toMatchObject({ total: 2, origin: { by: 'postcode', label: 'ZZ1 1AA' } });
    expect(namesOf(json)).toEqual([ADA.name, BEN.name]);
    expect(json.entries[1].miles).toBeCloseTo(62.1, 1);
    expect(json.entries[0].school.latitude).toBeCloseTo(51.527, 2);
    expect(json.entries[0].url).toBe(`https://rounds.example/directory/${ADA.number}`);
  });

  it('shows the nearest beyond the radius, and what would find more', async () => {
    const { json } = await ask('/api/directory?near=ZZ1+1AA&specialism=teaching/maths');
    expect(json).toMatchObject({
      total: 0,
      relax: [
        { parameter: 'within', to: 'any', more: 1 },
        { parameter: 'specialism', more: 1 },
      ],
    });
    expect(json.beyond.map(({ name }: { name: string }) => name)).toEqual([BEN.name]);
  });

  it('takes names with commas, and any of several values', async () => {
    expect(namesOf((await ask('/api/directory?authority=Bristol%2C+City+of')).json)).toEqual([BEN.name]);
    expect((await ask('/api/directory?specialism=teaching/maths&specialism=leadership/coaching')).json.total).toBe(2);
  });

  it('pages by links that keep the order of the day', async () => {
    const first = await ask('/api/directory?size=1');
    expect(first.headers.link).toMatch(/rel="next".*rel="last"/);
    const next = /<https:\/\/rounds\.example([^>]*)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? '';
    expect(next).toContain('day=2026-11-22');
    const second = await ask(next);
    expect(second.headers.link).toMatch(/rel="first".*rel="prev"/);
    expect([...namesOf(first.json), ...namesOf(second.json)].sort()).toEqual([ADA.name, BEN.name]);
  });

  it('answers 304 to whoever has it already, until something changes', async () => {
    const { headers } = await ask('/api/directory');
    const again = await ask('/api/directory', { 'if-none-match': `W/${headers.etag}` });
    expect(again).toMatchObject({ status: 304, json: undefined });
    expect((await ask('/api/directory', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('lets any site read it, and asks no cache to believe it for long', async () => {
    const { headers } = await ask('/api/directory');
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'public, no-cache' });
    const preflight = await directory.doors.data('/api/directory', {}, 'OPTIONS');
    expect(preflight).toMatchObject({ statusCode: 204, headers: { 'access-control-allow-headers': 'if-none-match' } });
  });

  it.each([
    ['/api/directory?within=7', 400, 'within'],
    ['/api/directory?phase=baby', 400, 'phase'],
    ['/api/directory?nonsense=1', 400, 'nonsense'],
    ['/api/directory?page=0', 400, 'page'],
  ])('refuses %s and says which parameter', async (address, status, parameter) => {
    const { json, headers, ...answer } = await ask(address);
    expect(answer.status).toBe(status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(json.errors[0].parameter).toBe(parameter);
  });

  it('says when a place is not known, or which ones there are', async () => {
    expect((await ask('/api/directory?near=Nowhere')).status).toBe(404);
    const several = await ask('/api/directory?near=Newport');
    expect(several.status).toBe(409);
    expect(several.json.detail).toContain('Newport, Isle of Wight');
    expect((await ask('/api/directory?near=Newport%2C+Isle+of+Wight')).status).toBe(200);
  });
});

describe('one person, and the check of a number', () => {
  it('gives who is listed, and nobody else', async () => {
    expect((await ask(`/api/directory/${ADA.number}`)).json).toMatchObject({ name: ADA.name });
    expect((await ask(`/api/directory/${UNLISTED}`)).status).toBe(404);
  });

  it('says of a number whether it is current, and never whose it is', async () => {
    const { json } = await ask(`/api/check/${UNLISTED.toLowerCase().replaceAll('-', '')}`);
    expect(json).toEqual({
      number: UNLISTED,
      programme: 'lle',
      current: true,
      standing: 'current',
      startsOn: '2026-05-01',
      endsOn: '2030-04-30',
      listed: false,
    });
    expect((await ask(`/api/check/${ADA.number}`)).json).toMatchObject({ listed: true });
  });

  it('tells mistyped numbers from unknown ones', async () => {
    const swapped = UNLISTED.slice(0, -1) + (UNLISTED.endsWith('2') ? '3' : '2');
    expect((await ask(`/api/check/${swapped}`)).status).toBe(400);
    expect((await ask(`/api/check/${aNumber()}`)).status).toBe(404);
    expect((await ask('/api/check/hello')).status).toBe(400);
  });
});

describe('whole files', () => {
  it('come compressed to whoever can read that, and plain to others', async () => {
    const { data } = directory.doors;
    const packed = await data('/directory.json', { 'accept-encoding': 'gzip, br' });
    expect(packed).toMatchObject({ isBase64Encoded: true, headers: { 'content-encoding': 'gzip' } });
    const text = gunzipSync(Buffer.from(packed.body ?? '', 'base64')).toString();
    expect(JSON.parse(text).entries).toHaveLength(2);
    expect((await data('/directory.json')).body).toBe(text);
    expect((await data('/directory.csv')).body).toContain('Ben Far');
  });

  it('have a tag of their snapshot', async () => {
    const { headers } = await directory.doors.data('/directory.csv');
    expect((await directory.doors.data('/directory.csv', { 'if-none-match': String(headers?.etag) })).statusCode).toBe(
      304,
    );
  });
});

describe('the OpenAPI document', () => {
  interface Operation {
    parameters: { name: string; in: string; required: boolean; schema: z.core.JSONSchema.JSONSchema }[];
    responses: Record<string, { content?: Record<string, { schema: { $ref: string } }> }>;
  }
  interface Document {
    paths: Record<string, { get: Operation }>;
    components: { schemas: Record<string, z.core.JSONSchema.JSONSchema> };
  }
  const load = async () => (await ask('/api/openapi.json')).json as Document;

  it('is valid OpenAPI 3.1', async () => {
    expect(await new Validator().validate((await load()) as never)).toMatchObject({ valid: true });
  });

  /** Some value that a parameter's schema allows. */
  function someValue({
    default: offered,
    enum: choices,
    const: only,
    format,
    items,
    pattern,
  }: z.core.JSONSchema.JSONSchema): string {
    const first = only ?? choices?.[0] ?? (Array.isArray(offered) ? undefined : offered);
    if (first !== undefined) return String(first);
    if (items && typeof items === 'object' && !Array.isArray(items))
      return someValue(items as z.core.JSONSchema.JSONSchema);
    return format === 'date' || pattern?.includes('\\d{4}') ? '2026-11-22' : 'ZZ1 1AA';
  }

  it('describes every answer to requests that a client builds from nothing else', async () => {
    const { paths, components } = await load();
    for (const [path, { get }] of Object.entries(paths)) {
      const queries = get.parameters.filter((one) => one.in === 'query');
      const each = queries.map((one) => new URLSearchParams({ [one.name]: someValue(one.schema) }));
      const all = new URLSearchParams(Object.fromEntries(queries.map((one) => [one.name, someValue(one.schema)])));
      const numbers = path.includes('{number}') ? [ADA.number, UNLISTED, aNumber(), 'x'] : [''];
      for (const number of numbers) {
        for (const search of [new URLSearchParams(), ...each, all, new URLSearchParams({ within: 'far' })]) {
          const { status, headers, json } = await ask(`${path.replace('{number}', number)}?${search}`);
          const type = String(headers['content-type']);
          const name = get.responses[String(status)]?.content?.[type]?.schema.$ref.split('/').at(-1) ?? '';
          const schema = components.schemas[name];
          expect(schema, `${status} ${type} of ${path}?${search}`).toBeDefined();
          const read = z.fromJSONSchema(schema ?? {}).safeParse(json);
          expect(read.success ? '' : z.prettifyError(read.error), `${path}?${search}`).toBe('');
        }
      }
    }
  });
});

it('tells addresses of data from those of pages', () => {
  expect(['/api/x', '/directory.csv', '/directory.json'].every(isOpenData)).toBe(true);
  expect(['/directory', '/check/x', '/directory/toString'].some(isOpenData)).toBe(false);
});

it('answers unknown addresses and methods with a problem', async () => {
  expect((await ask('/api/nothing')).status).toBe(404);
  const refused = await directory.doors.data('/api/directory', {}, 'DELETE');
  expect(refused.statusCode).toBe(405);
  expect(refused.headers).toMatchObject({ 'content-type': 'application/problem+json', allow: 'GET, HEAD, OPTIONS' });
});
