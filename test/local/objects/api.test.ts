import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { NOON, openS3, openStore } from './open-store.ts';

const Bucket = 'directory';
const named = (name: string) => expect.objectContaining({ name });

function put(client: S3Client, Key: string, Body = Key) {
  return client.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function text(client: S3Client, Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

test('an object comes back with its bytes, headers and metadata', async () => {
  const { client } = await openS3();
  const { ETag } = await client.send(
    new PutObjectCommand({
      Bucket,
      Key: 'pages/ünter & <co>.html',
      Body: '<p>Ça va</p>',
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      Metadata: { round: 'r1' },
    }),
  );
  const found = await client.send(new GetObjectCommand({ Bucket, Key: 'pages/ünter & <co>.html' }));
  expect(await found.Body?.transformToString()).toBe('<p>Ça va</p>');
  expect(found).toMatchObject({
    ETag,
    ContentType: 'text/html; charset=utf-8',
    CacheControl: 'max-age=60',
    ContentDisposition: 'inline',
    ContentLength: 13,
    LastModified: new Date(NOON),
    Metadata: { round: 'r1' },
  });
});

test('a stream, which the SDK sends in chunks with a checksum behind, is kept without them', async () => {
  const { client } = await openS3();
  const parts = ['first,', 'second\r\n', 'x'.repeat(200_000)];
  await client.send(
    new PutObjectCommand({
      Bucket,
      Key: 'stream',
      Body: Readable.from(parts.map((part) => Buffer.from(part))),
      ContentLength: parts.join('').length,
      ContentEncoding: 'gzip',
    }),
  );
  expect(await text(client, 'stream')).toBe(parts.join(''));
  const { ContentEncoding } = await client.send(new HeadObjectCommand({ Bucket, Key: 'stream' }));
  expect(ContentEncoding).toBe('gzip');
});

test('a body that does not have its checksum is refused', async () => {
  const { client } = await openS3();
  await expect(
    client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'abc', ChecksumCRC32: 'AAAAAA==' })),
  ).rejects.toThrow(named('BadDigest'));
});

test('an empty object is an object', async () => {
  const { client } = await openS3();
  await put(client, 'empty', '');
  expect(await text(client, 'empty')).toBe('');
});

test('what is missing is named: the key, the bucket', async () => {
  const { client } = await openS3();
  await expect(text(client, 'none')).rejects.toThrow(named('NoSuchKey'));
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toThrow(named('NotFound'));
  await expect(client.send(new PutObjectCommand({ Bucket: 'others', Key: 'a', Body: 'a' }))).rejects.toThrow(
    named('NoSuchBucket'),
  );
  await expect(client.send(new ListObjectsV2Command({ Bucket: 'others' }))).rejects.toThrow(named('NoSuchBucket'));
  await expect(client.send(new HeadBucketCommand({ Bucket: 'others' }))).rejects.toThrow(named('NotFound'));
  await expect(client.send(new HeadBucketCommand({ Bucket }))).resolves.toBeDefined();
});

test('a range gives part of an object', async () => {
  const { client } = await openS3();
  await put(client, 'digits', '0123456789');
  const range = async (Range: string) => {
    const part = await client.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
    return `${await part.Body?.transformToString()} ${part.ContentRange}`;
  };
  expect(await range('bytes=2-4')).toBe('234 bytes 2-4/10');
  expect(await range('bytes=7-')).toBe('789 bytes 7-9/10');
  expect(await range('bytes=-3')).toBe('789 bytes 7-9/10');
  expect(await range('bytes=8-99')).toBe('89 bytes 8-9/10');
  await expect(range('bytes=10-')).rejects.toThrow(named('InvalidRange'));
});

test('a reader who has the object already gets nothing again', async () => {
  const { client } = await openS3();
  const { ETag } = await put(client, 'a');
  const get = (conditions: object) => client.send(new GetObjectCommand({ Bucket, Key: 'a', ...conditions }));
  const notModified = expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: 304 }) });
  await expect(get({ IfNoneMatch: ETag })).rejects.toThrow(notModified);
  await expect(get({ IfModifiedSince: new Date(NOON) })).rejects.toThrow(notModified);
  await expect(get({ IfMatch: '"other"' })).rejects.toThrow(named('PreconditionFailed'));
  await expect(get({ IfMatch: ETag })).resolves.toBeDefined();
});

test('a write under a condition happens only when it holds', async () => {
  const { client } = await openS3();
  const write = (conditions: object) =>
    client.send(new PutObjectCommand({ Bucket, Key: 'manifest', Body: JSON.stringify(conditions), ...conditions }));
  const { ETag } = await write({ IfNoneMatch: '*' });
  await expect(write({ IfNoneMatch: '*' })).rejects.toThrow(named('PreconditionFailed'));
  await expect(write({ IfMatch: '"other"' })).rejects.toThrow(named('PreconditionFailed'));
  expect(await text(client, 'manifest')).toBe('{"IfNoneMatch":"*"}');
  await write({ IfMatch: ETag });
  expect(await text(client, 'manifest')).toBe(JSON.stringify({ IfMatch: ETag }));
});

test('of many who write a key that must not exist, one does', async () => {
  const { client } = await openS3();
  const writes = Array.from({ length: 20 }, (_, n) =>
    client.send(new PutObjectCommand({ Bucket, Key: 'once', Body: `${n}`, IfNoneMatch: '*' })),
  );
  const results = await Promise.allSettled(writes);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('objects are deleted one by one or together, missing ones too', async () => {
  const { client } = await openS3();
  for (const key of ['a', 'b & <c>', 'd']) await put(client, key);
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  const { Deleted } = await client.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b & <c>' }, { Key: 'none' }] } }),
  );
  expect(Deleted?.map(({ Key }) => Key)).toEqual(['b & <c>', 'none']);
  const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['d']);
});

test('objects are listed by prefix and folder, in the order of their keys', async () => {
  const { client } = await openS3();
  for (const key of ['b', 'a/2', 'a/1', 'a/sub/3', 'a/sub/4', 'B']) await put(client, key);
  const list = async (request: object) => {
    const found = await client.send(new ListObjectsV2Command({ Bucket, ...request }));
    return [found.Contents?.map(({ Key }) => Key) ?? [], found.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? []];
  };
  expect(await list({})).toEqual([['B', 'a/1', 'a/2', 'a/sub/3', 'a/sub/4', 'b'], []]);
  expect(await list({ Delimiter: '/' })).toEqual([['B', 'b'], ['a/']]);
  expect(await list({ Prefix: 'a/', Delimiter: '/' })).toEqual([['a/1', 'a/2'], ['a/sub/']]);
  expect(await list({ StartAfter: 'a/2', EncodingType: 'url' })).toEqual([['a%2Fsub%2F3', 'a%2Fsub%2F4', 'b'], []]);
});

test('a long list comes page by page, each folder once', async () => {
  const { client } = await openS3();
  for (let n = 0; n < 12; n++) await put(client, `${Math.floor(n / 3)}/${n}`);
  await put(client, 'z');
  const seen: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2, ContinuationToken }));
    seen.push(
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ...(page.Contents ?? []).map(({ Key }) => Key),
    );
    expect(page.KeyCount).toBeLessThanOrEqual(2);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  expect(seen).toEqual(['0/', '1/', '2/', '3/', 'z']);
});

test('no key leads out of the folder', async () => {
  const { client, folder, url } = await openS3();
  const keys = ['/etc/passwd', 'a/..%2f..%2f..%2foutside', '..\\outside', 'n\u0000ul', 'k'.repeat(1024)];
  for (const key of keys) {
    await put(client, key);
    expect(await text(client, key)).toBe(key);
  }
  await fetch(`${url}/${Bucket}/..%2f..%2foutside`, { method: 'PUT', body: 'x' });
  await fetch(`${url}/${Bucket}/../../outside`, { method: 'PUT', body: 'x' });
  expect(existsSync(join(folder, '..', 'outside'))).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['directory', 'exports']);
  await expect(put(client, 'k'.repeat(1025))).rejects.toThrow(named('KeyTooLongError'));
});

test('what this home does not know is refused, not mistaken for a write', async () => {
  const { client } = await openS3();
  await put(client, 'a');
  await expect(client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }))).rejects.toThrow(
    named('NotImplemented'),
  );
  await expect(text(client, 'b')).rejects.toThrow(named('NoSuchKey'));
});

test('after a restart the objects are there, and half-written ones are not', async () => {
  const { client, folder, store } = await openS3();
  await put(client, 'a/1', 'one');
  await client.send(new PutObjectCommand({ Bucket, Key: 'big', Body: 'b', Metadata: { m: 'x'.repeat(6000) } }));
  const again = openStore(folder);
  expect(again.list(Bucket, '')).toEqual(store.list(Bucket, ''));
  expect(Buffer.from(again.read(Bucket, 'a/1', 0, 3)).toString()).toBe('one');
});
