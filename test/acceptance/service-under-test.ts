import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { HomeProcess } from './home-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the service answers: not by environment, because Vitest has a BASE_URL of its own in its workers. */
    serviceUnderTest: { baseUrl: string; localUrl: string };
  }
}

/** Vitest's global set-up: a home of our own for the run, unless BASE_URL and LOCAL_URL name one that runs. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { BASE_URL, LOCAL_URL } = process.env;
  if (BASE_URL && LOCAL_URL) {
    provide('serviceUnderTest', { baseUrl: BASE_URL, localUrl: LOCAL_URL });
    return async () => {};
  }
  if (BASE_URL || LOCAL_URL) throw new Error('set both BASE_URL and LOCAL_URL, or neither');
  const folder = await mkdtemp(join(tmpdir(), 'acceptance-'));
  const home = await HomeProcess.start(folder);
  provide('serviceUnderTest', { baseUrl: home.health.urls.public, localUrl: home.health.urls.local });
  return async () => {
    await home.end();
    await rm(folder, { recursive: true });
  };
}
