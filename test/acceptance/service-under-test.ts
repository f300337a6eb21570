import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { HomeProcess } from './home-process.ts';
import { scanLogs } from './log-scan.ts';
import { wordsNotToLog } from './words-not-to-log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the service answers: not by environment, because Vitest has a BASE_URL of its own in its workers. */
    serviceUnderTest: { baseUrl: string; localUrl: string };
  }
}

/**
 * Vitest's global set-up: a home of our own for the run, unless BASE_URL and LOCAL_URL name one that runs. In the end
 * its functions' logs are searched for whatever is personal; only a home of our own shows them.
 */
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
    const words = await wordsNotToLog(home.health);
    await home.end();
    const { lines, found } = await scanLogs(join(folder, 'logs'), words);
    await rm(folder, { recursive: true });
    console.log(`${lines} lines of logs, searched for ${words.length} names, addresses, answers and secrets of links`);
    if (words.length === 0 || lines === 0) throw new Error('there is nothing to scan');
    if (found.length > 0) throw new Error(`functions log what is personal or secret: ${found.join(', ')}`);
  };
}
