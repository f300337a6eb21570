import { createHash } from 'node:crypto';
import { ObjectRefusal } from './refusal.ts';
import { crc32Of } from './store.ts';

/**
 * The bytes of an object in a request, whole or in the SDK's `aws-chunked` coding, checked against the sums that came
 * with them. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 *
 * @throws ObjectRefusal when a sum differs or the coding is broken
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const sent = Buffer.from(await request.arrayBuffer());
  const chunked = request.headers.get('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
  const { body, trailers } = chunked ? decodeChunks(sent) : { body: sent, trailers: new Map<string, string>() };
  checkSum(body, crc32Of, trailers.get('x-amz-checksum-crc32') ?? request.headers.get('x-amz-checksum-crc32'));
  checkSum(
    body,
    digest('sha256'),
    trailers.get('x-amz-checksum-sha256') ?? request.headers.get('x-amz-checksum-sha256'),
  );
  checkSum(body, digest('md5'), request.headers.get('content-md5'));
  return body;
}

function decodeChunks(sent: Buffer): { body: Buffer; trailers: Map<string, string> } {
  const chunks: Buffer[] = [];
  for (let position = 0; ; ) {
    const lineEnd = sent.indexOf('\r\n', position);
    const size = Number.parseInt(sent.toString('latin1', position, lineEnd), 16);
    const start = lineEnd + 2;
    if (lineEnd < 0 || Number.isNaN(size) || start + size > sent.length) {
      throw new ObjectRefusal('InvalidArgument', 'The aws-chunked body is broken');
    }
    if (size === 0) return { body: Buffer.concat(chunks), trailers: readTrailers(sent.toString('latin1', start)) };
    chunks.push(sent.subarray(start, start + size));
    position = start + size + 2;
  }
}

function readTrailers(text: string): Map<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function digest(algorithm: 'md5' | 'sha256'): (body: Uint8Array) => string {
  return (body) => createHash(algorithm).update(body).digest('base64');
}

function checkSum(body: Uint8Array, sumOf: (body: Uint8Array) => string, expected: string | null): void {
  if (expected !== null && sumOf(body) !== expected) {
    throw new ObjectRefusal('BadDigest', 'The body does not have the checksum that came with it');
  }
}
