import { expect, it } from 'vitest';
import { serveAsset } from '../../../functions/assets/assets.ts';
import { ASSETS } from '../../../functions/web/assets.ts';

it.each(Object.entries(ASSETS))(
  'serves the %s, for ever, under a name with its hash',
  async (_, { path, type, text }) => {
    const answer = await serveAsset({ rawPath: path });
    expect(answer).toMatchObject({ statusCode: 200, body: text, headers: { 'content-type': type } });
    expect(answer.headers?.['cache-control']).toContain('immutable');
    expect(path).toMatch(/-[0-9a-f]{12}\./);
  },
);

it('serves nothing else', async () => {
  for (const rawPath of ['/assets/service.css', '/assets/../functions/web/assets.ts', '/assets/']) {
    expect((await serveAsset({ rawPath })).statusCode).toBe(404);
  }
});

it('has neither the fonts nor the crest that only gov.uk may use', () => {
  expect(ASSETS.style.text).not.toMatch(/GDS Transport|@font-face|url\(\/assets/);
});
