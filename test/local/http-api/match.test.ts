import { expect, it } from 'vitest';
import { matchRoute } from '../../../local/http-api/match.ts';
import type { Route } from '../../../local/http-api/routes.ts';

const routes = [
  '$default',
  'ANY /{proxy+}',
  'GET /apply/{proxy+}',
  'ANY /apply/{proxy+}',
  'GET /apply/{reference}',
  'ANY /apply/new',
  'GET /apply/new',
  'GET /apply/{reference}/check/{step}',
  'GET /',
].map((key): Route => ({ key, functionArn: key, timeout: 1000 }));

it.each([
  ['GET', '/', 'GET /', {}],
  ['GET', '/apply/new', 'GET /apply/new', {}],
  ['POST', '/apply/new', 'ANY /apply/new', {}],
  ['GET', '/apply/LLE 1', 'GET /apply/{reference}', { reference: 'LLE 1' }],
  ['POST', '/apply/LLE-1', 'ANY /apply/{proxy+}', { proxy: 'LLE-1' }],
  ['HEAD', '/apply/LLE-1', 'ANY /apply/{proxy+}', { proxy: 'LLE-1' }],
  ['GET', '/apply/LLE-1/check/2', 'GET /apply/{reference}/check/{step}', { reference: 'LLE-1', step: '2' }],
  ['GET', '/apply/LLE-1/check/2/more', 'GET /apply/{proxy+}', { proxy: 'LLE-1/check/2/more' }],
  ['GET', '/apply/', 'ANY /{proxy+}', { proxy: 'apply/' }],
  ['HEAD', '/', '$default', {}],
])('%s %s goes to %s', (method, path, key, parameters) => {
  const match = matchRoute(routes, method, path);
  expect(match?.route.key).toBe(key);
  expect(match?.parameters).toEqual(parameters);
});

it('finds nothing without a route that fits', () => {
  const few = routes.filter(({ key }) => key.startsWith('GET'));
  expect(matchRoute(few, 'HEAD', '/')).toBeUndefined();
  expect(matchRoute(few, 'GET', '/else')).toBeUndefined();
});
