import { expect, it } from 'vitest';
import { answerOf } from '../../../local/http-api/answer.ts';

const say = (answer: unknown) => answerOf({ ok: true, payload: JSON.stringify(answer) });

it('gives status, headers, cookies and body as the function says', async () => {
  const headers = { 'Content-Type': 'text/html', 'X-Count': 3 };
  const response = say({ statusCode: 422, headers, cookies: ['a=1; Path=/', 'b=2'], body: '<p>é</p>' });
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(response.headers.get('x-count')).toBe('3');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  expect(await response.text()).toBe('<p>é</p>');
});

it('decodes a base64 body', async () => {
  const response = say({ statusCode: 200, body: 'AAH/', isBase64Encoded: true });
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 1, 255]);
});

it('calls a body without a type plain text', () => {
  expect(say({ statusCode: 200, body: 'hello' }).headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

it('gives a redirect and an answer without content no body', async () => {
  const redirect = say({ statusCode: 303, headers: { Location: '/apply' } });
  expect([redirect.status, redirect.headers.get('location'), await redirect.text()]).toEqual([303, '/apply', '']);
  expect(say({ statusCode: 204, body: 'too much' }).body).toBeNull();
});

it.each([
  [{ reference: 'LLE-1' }, '{"reference":"LLE-1"}'],
  ['hello', 'hello'],
  [[1, 2], '[1,2]'],
  [null, 'null'],
  [{ body: 'no status' }, '{"body":"no status"}'],
])('takes %j, which has no status, for the body of a good answer', async (answer, body) => {
  const response = say(answer);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(await response.text()).toBe(body);
});

it.each([
  { statusCode: 'OK' },
  { statusCode: 200.5 },
  { statusCode: 0 },
  { statusCode: 200, body: { not: 'text' } },
  { statusCode: 200, headers: { 'no good': 'x' } },
  { statusCode: 200, headers: { 'x-list': ['a'] } },
])('calls the malformed answer %j an internal error', async (answer) => {
  const response = say(answer);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('{"message":"Internal Server Error"}');
});

it('says nothing of what failed inside a function', async () => {
  const response = answerOf({ ok: false, error: { errorType: 'SecretError', errorMessage: 'the secret is 42' } });
  expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
});
