import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readBody } from './body.ts';
import { listObjects } from './listing.ts';
import { readingOf } from './reading.ts';
import { ObjectRefusal } from './refusal.ts';
import type { ObjectFacts, ObjectStore } from './store.ts';

/** What is kept and given back as it came. */
const KEPT_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

/** Parts of S3 that change what a request of the same method and path means. */
const OTHER_ACTIONS = [
  'acl',
  'tagging',
  'uploads',
  'uploadId',
  'versions',
  'policy',
  'lifecycle',
  'select',
  'attributes',
];

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

type Xml = ReturnType<typeof html>;

/**
 * The part of S3's API that is answered here, path-style, for `@aws-sdk/client-s3`: put, get, head, delete and list of
 * objects. https://docs.aws.amazon.com/AmazonS3/latest/API/
 */
export function createS3Api(store: ObjectStore): Hono {
  const api = new Hono();

  api.use(async (context, next) => {
    const other = OTHER_ACTIONS.find((name) => context.req.query(name) !== undefined);
    if (other || context.req.header('x-amz-copy-source')) {
      throw new ObjectRefusal('NotImplemented', `The buckets of this home do not know ${other ?? 'copying'}`);
    }
    await next();
  });

  api.put('/:bucket/:key{.+}', async (context) => {
    const body = await readBody(context.req.raw);
    const { bucket, key } = context.req.param();
    const headers = context.req.header();
    const facts = await store.put(
      bucket,
      { key, body, headers: keptHeaders(headers), metadata: metadataOf(headers) },
      { ifNoneMatch: headers['if-none-match'], ifMatch: headers['if-match'] },
    );
    return context.body(null, 200, { etag: facts.etag, 'x-amz-checksum-crc32': facts.crc32 });
  });

  // also answers HEAD: Hono leaves out the body
  api.get('/:bucket/:key{.+}', (context) => {
    const { bucket, key } = context.req.param();
    const facts = store.facts(bucket, key);
    const reading = readingOf(context.req.raw.headers, facts);
    const headers = answerHeaders(
      facts,
      context.req.header('x-amz-checksum-mode') === 'ENABLED' && reading.status !== 206,
    );
    if (reading.status === 304) return context.body(null, 304, headers);
    const { status, start, end } = reading;
    headers['content-length'] = String(end - start);
    if (status === 206) headers['content-range'] = `bytes ${start}-${end - 1}/${facts.bytes}`;
    return context.body(store.read(bucket, key, start, end), status, headers);
  });

  api.delete('/:bucket/:key{.+}', (context) => {
    const { bucket, key } = context.req.param();
    store.delete(bucket, key);
    return context.body(null, 204);
  });

  for (const path of ['/:bucket', '/:bucket/'] as const) {
    api.get(path, (context) => (context.req.method === 'HEAD' ? headBucket(context, store) : listing(context, store)));
    api.post(path, (context) => deleteObjects(context, store));
  }

  api.notFound((context) => {
    throw new ObjectRefusal(
      'NotImplemented',
      `The buckets of this home have no ${context.req.method} ${context.req.path}`,
    );
  });

  api.onError((error, context) => {
    if (!(error instanceof ObjectRefusal)) console.error(error);
    const [code, status] =
      error instanceof ObjectRefusal ? [error.name, error.status] : ['InternalError', 500 as const];
    return answerXml(context, html`<Error><Code>${code}</Code><Message>${error.message}</Message></Error>`, status);
  });

  return api;
}

function headBucket(context: Context, store: ObjectStore): Response {
  store.list(context.req.param('bucket') ?? '', '');
  return context.body(null, 200);
}

function listing(context: Context, store: ObjectStore): Promise<Response> {
  const bucket = context.req.param('bucket') ?? '';
  const query = context.req.query();
  if (query['list-type'] !== '2') throw new ObjectRefusal('NotImplemented', 'Objects are listed by ListObjectsV2 only');
  const { prefix = '', delimiter = '', 'max-keys': mostKeys = '1000', 'continuation-token': token } = query;
  const after = token === undefined ? (query['start-after'] ?? '') : Buffer.from(token, 'base64url').toString();
  const found = listObjects(store, bucket, { prefix, delimiter, mostKeys: Number(mostKeys), after });
  const code = (text: string): string => (query['encoding-type'] === 'url' ? encodeURIComponent(text) : text);
  return answerXml(
    context,
    html`<ListBucketResult xmlns="${NAMESPACE}"><Name>${bucket}</Name><Prefix>${code(prefix)}</Prefix>
<Delimiter>${code(delimiter)}</Delimiter><MaxKeys>${mostKeys}</MaxKeys>
<KeyCount>${found.objects.length + found.commonPrefixes.length}</KeyCount>
<IsTruncated>${String(found.next !== undefined)}</IsTruncated>
${found.next === undefined ? '' : html`<NextContinuationToken>${Buffer.from(found.next).toString('base64url')}</NextContinuationToken>`}
${found.objects.map(
  (facts) => html`<Contents><Key>${code(facts.key)}</Key><Size>${facts.bytes}</Size><ETag>${facts.etag}</ETag>
<LastModified>${new Date(facts.modifiedAt).toISOString()}</LastModified><StorageClass>STANDARD</StorageClass></Contents>`,
)}
${found.commonPrefixes.map((common) => html`<CommonPrefixes><Prefix>${code(common)}</Prefix></CommonPrefixes>`)}
</ListBucketResult>`,
  );
}

async function deleteObjects(context: Context, store: ObjectStore): Promise<Response> {
  if (context.req.query('delete') === undefined)
    throw new ObjectRefusal('NotImplemented', 'Only ?delete is posted here');
  const text = Buffer.from(await readBody(context.req.raw)).toString();
  const keys = [...text.matchAll(/<Object>\s*<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescapeXml(key));
  if (keys.length === 0 || keys.length > 1000)
    throw new ObjectRefusal('MalformedXML', 'From 1 to 1000 keys are deleted');
  for (const key of keys) store.delete(context.req.param('bucket') ?? '', key);
  const named = /<Quiet>\s*true/.test(text) ? [] : keys;
  return answerXml(
    context,
    html`<DeleteResult xmlns="${NAMESPACE}">${named.map((key) => html`<Deleted><Key>${key}</Key></Deleted>`)}</DeleteResult>`,
  );
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  const kept = KEPT_HEADERS.flatMap((name): [string, string][] =>
    headers[name] === undefined ? [] : [[name, headers[name]]],
  );
  // the coding of the request, not of the object
  const values = kept.map(([name, value]) => [name, name === 'content-encoding' ? withoutChunking(value) : value]);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

function withoutChunking(codings: string): string {
  const names = codings.split(',').map((name) => name.trim());
  return names.filter((name) => name !== 'aws-chunked').join(',');
}

const METADATA = 'x-amz-meta-';

function metadataOf(headers: Record<string, string>): Record<string, string> {
  const owners = Object.entries(headers).filter(([name]) => name.startsWith(METADATA));
  return Object.fromEntries(owners.map(([name, value]) => [name.slice(METADATA.length), value]));
}

function answerHeaders(facts: ObjectFacts, withSum: boolean): Record<string, string> {
  return {
    'content-type': 'binary/octet-stream',
    ...facts.headers,
    ...Object.fromEntries(Object.entries(facts.metadata).map(([name, value]) => [`${METADATA}${name}`, value])),
    etag: facts.etag,
    'last-modified': new Date(facts.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    ...(withSum && { 'x-amz-checksum-crc32': facts.crc32, 'x-amz-checksum-type': 'FULL_OBJECT' }),
  };
}

/** `html` escapes what XML needs escaped. */
async function answerXml(context: Context, xml: Xml, status: ContentfulStatusCode = 200): Promise<Response> {
  return context.body(`<?xml version="1.0" encoding="UTF-8"?>\n${await xml}`, status, {
    'content-type': 'application/xml',
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(#x?)?(\w+);/g, (whole, number: string | undefined, name: string) => {
    if (number === undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(Number.parseInt(name, number === '#x' ? 16 : 10));
  });
}
