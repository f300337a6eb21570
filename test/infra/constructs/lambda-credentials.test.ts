import { afterEach, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../../infra/constructs/lambda-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

it('gives what Lambda puts into the environment, also later', async () => {
  const credentials = defaultProvider();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');
  expect(await credentials()).toEqual({ accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' });
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  expect(await credentials()).toEqual({ accessKeyId: 'key', secretAccessKey: 'secret' });
});

it('refuses to go on without', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  await expect(defaultProvider()()).rejects.toThrow('holds no credentials');
});
