import { describe, expect, it } from 'vitest';
import { createGuardEdge, EDGE_HEADER } from '../../../functions/guard-edge/guard-edge.ts';

const guard = (...keys: string[]) => createGuardEdge({ readKeys: async () => keys });

describe('the guard between CloudFront and the API', () => {
  it.each([
    ['the current key', 'new-key', true],
    ['the key before, while CloudFront still sends it', 'old-key', true],
    ['another key', 'guessed', false],
    ['an empty key', '', false],
  ])('with %s', async (_, sent, isAuthorized) => {
    expect(await guard('new-key', 'old-key')({ headers: { [EDGE_HEADER]: sent } })).toEqual({ isAuthorized });
  });

  it('refuses a request without a key, also when the secret is empty', async () => {
    expect(await guard('')({ headers: {} })).toEqual({ isAuthorized: false });
    expect(await guard()({ headers: { [EDGE_HEADER]: '' } })).toEqual({ isAuthorized: false });
  });
});
