import { once } from 'node:events';
import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { FunctionNotFoundError, type InvokeFunction } from '../../../local/functions/invoke.ts';
import type { requestEvent } from '../../../local/http-api/event.ts';
import { createPublicDoor } from '../../../local/http-api/public-door.ts';

const NOW = Date.parse('2031-03-02T09:03:58.123Z');
const KEYS = ['GET /', 'HEAD /', 'POST /apply', 'GET /apply/{reference}', 'GET /files/{proxy+}', 'GET /slow'];

let events: (ReturnType<typeof requestEvent> & { invoked: string })[];
let answer: InvokeFunction;
let server: ServerType;
let url: string;
const clock = new Clock({ mode: 'manual', now: NOW });

beforeEach(async () => {
  events = [];
  answer = async () => ({ ok: true, payload: '{"statusCode":200,"body":"ok"}' });
  const routes = KEYS.map((key) => ({
    key,
    functionArn: `function of ${key}`,
    timeout: key === 'GET /slow' ? 50 : 30_000,
  }));
  const door = createPublicDoor({
    api: { id: 'Rounds-Api', routes },
    account: '000000000000',
    clock,
    publicUrl: 'https://rounds.example.org',
    onError: () => {},
    invoke: (name, payload) => {
      events.push({ ...JSON.parse(payload), invoked: name });
      return answer(name, payload);
    },
  });
  server = serve({ fetch: door.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

/** Sends exactly these bytes: `fetch` would tidy up the path and the headers. */
async function raw(method: string, path: string, headers: string[] = [], body?: string | Buffer) {
  const request = send(`${url}/`, { method, path, headers: ['Host', 'rounds.example.org', ...headers] });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

describe('the event of a request', () => {
  it('is that of payload format 2.0', async () => {
    const headers = [
      'User-Agent',
      'curl/8.7.1',
      'X-Probe',
      'first',
      'x-probe',
      'second',
      'Cookie',
      'session=abc; theme=dark',
    ];
    const { headers: answered } = await raw(
      'GET',
      '/apply/a%20b?repeat=one&repeat=two&plus=a+b&code=a%2Bb&empty=',
      headers,
    );
    expect(events).toEqual([
      {
        invoked: 'function of GET /apply/{reference}',
        version: '2.0',
        routeKey: 'GET /apply/{reference}',
        rawPath: '/apply/a b',
        rawQueryString: 'repeat=one&repeat=two&plus=a+b&code=a%2Bb&empty=',
        cookies: ['session=abc', 'theme=dark'],
        headers: {
          'cloudfront-viewer-address': expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          'content-length': '0',
          host: 'rounds.example.org',
          'user-agent': 'curl/8.7.1',
          'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
          'x-forwarded-for': '127.0.0.1',
          'x-forwarded-port': '443',
          'x-forwarded-proto': 'https',
          'x-probe': 'first,second',
        },
        queryStringParameters: { repeat: 'one,two', plus: 'a b', code: 'a+b', empty: '' },
        requestContext: {
          accountId: '000000000000',
          apiId: 'Rounds-Api',
          domainName: 'rounds.example.org',
          domainPrefix: 'rounds',
          http: {
            method: 'GET',
            path: '/apply/a b',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: 'curl/8.7.1',
          },
          requestId: answered['apigw-requestid'],
          routeKey: 'GET /apply/{reference}',
          stage: '$default',
          time: '02/Mar/2031:09:03:58 +0000',
          timeEpoch: NOW,
        },
        pathParameters: { reference: 'a b' },
        isBase64Encoded: false,
      },
    ]);
  });

  it('leaves out what is not there', async () => {
    await raw('GET', '/');
    expect(events[0]).not.toHaveProperty('body');
    expect(events[0]).not.toHaveProperty('cookies');
    expect(events[0]).not.toHaveProperty('pathParameters');
    expect(events[0]).not.toHaveProperty('queryStringParameters');
    expect(events[0]).not.toHaveProperty('stageVariables');
    expect(events[0]?.rawQueryString).toBe('');
  });

  it.each(['application/json', 'text/plain; charset=utf-8', 'application/xml'])('has %s as text', async (type) => {
    await raw('POST', '/apply', ['Content-Type', type], '{"name":"Zoë"}');
    expect(events[0]).toMatchObject({ body: '{"name":"Zoë"}', isBase64Encoded: false });
    expect(events[0]?.headers['content-length']).toBe('15');
  });

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    undefined,
  ])('has a body of type %s in base64', async (type) => {
    await raw('POST', '/apply', type === undefined ? [] : ['Content-Type', type], 'name=Ann');
    expect(events[0]).toMatchObject({ body: 'bmFtZT1Bbm4=', isBase64Encoded: true });
  });

  it("names the viewer that this machine's proxy saw, whatever the client claims", async () => {
    await raw('GET', '/', ['X-Forwarded-For', '6.6.6.6, 203.0.113.7', 'CloudFront-Viewer-Address', '6.6.6.6:1']);
    expect(events[0]?.requestContext.http.sourceIp).toBe('203.0.113.7');
    expect(events[0]?.headers['cloudfront-viewer-address']).toMatch(/^203\.0\.113\.7:\d+$/);
  });

  it('keeps what an encoded slash means to API Gateway, and drops what follows an encoded question mark', async () => {
    await raw('GET', '/files/a%2Fb%3Fc');
    expect(events[0]).toMatchObject({ rawPath: '/files/a/b', pathParameters: { proxy: 'a/b' } });
  });
});

describe('the public door', () => {
  it('answers what the function says', async () => {
    answer = async () => ({ ok: true, payload: '{"statusCode":418,"headers":{"x-pot":"tea"},"body":"short"}' });
    expect(await raw('GET', '/')).toMatchObject({ status: 418, headers: { 'x-pot': 'tea' }, text: 'short' });
  });

  it('gives HEAD its own route and never a body', async () => {
    expect(await raw('HEAD', '/')).toMatchObject({ status: 200, text: '' });
    expect(events[0]).toMatchObject({ routeKey: 'HEAD /', requestContext: { http: { method: 'HEAD' } } });
    expect(await raw('HEAD', '/apply/LLE-1')).toMatchObject({ status: 404 });
  });

  it.each([
    ['GET', '/nowhere', 404, 'Not Found'],
    ['PUT', '/apply', 404, 'Not Found'],
    ['GET', '/apply/%zz', 400, 'Bad Request'],
    ['GET', `/?${'x'.repeat(10_240)}`, 431, 'Request Header Fields Too Large'],
  ])('refuses %s %.20s with %i', async (method, path, status, message) => {
    expect(await raw(method, path)).toMatchObject({ status, text: JSON.stringify({ message }) });
    expect(events).toEqual([]);
  });

  it('refuses a body of more than 10 MB', async () => {
    const response = await fetch(`${url}/apply`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([response.status, await response.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    expect(events).toEqual([]);
  });

  it('waits no longer than the integration may take', async () => {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<InvokeFunction>>>();
    answer = () => promise;
    expect(await raw('GET', '/slow')).toMatchObject({ status: 503, text: '{"message":"Service Unavailable"}' });
    resolve({ ok: true, payload: 'null' });
  });

  it('answers an internal error when a function fails or is missing', async () => {
    answer = async () => ({ ok: false, error: { errorType: 'TypeError', errorMessage: 'x is not a function' } });
    expect(await raw('GET', '/')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    answer = async (name) => {
      throw new FunctionNotFoundError(name);
    };
    expect(await raw('GET', '/')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  });

  it('holds simulated time while it answers', async () => {
    let finish = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = () => {
        resolve();
        return new Promise((end) => {
          finish = () => end({ ok: true, payload: 'null' });
        });
      };
    });
    const response = raw('GET', '/');
    await asked;
    let settled = false;
    const quiet = clock.activity.settled().then(() => {
      settled = true;
    });
    await new Promise(setImmediate);
    expect(settled).toBe(false);
    finish();
    await quiet;
    expect(await response).toMatchObject({ status: 200 });
  });
});
