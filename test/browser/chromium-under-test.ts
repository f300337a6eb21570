import type { TestProject } from 'vitest/node';
import { launchChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's Chromium is reached. */
    chromium: string;
  }
}

/** Vitest's global set-up: one Chromium for the whole run. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await launchChromium();
  provide('chromium', server.wsEndpoint());
  return () => server.close();
}
