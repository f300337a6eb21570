import { defineConfig } from 'vitest/config';

/** Journeys in a real browser, against BASE_URL and LOCAL_URL, or a home that is started for the run. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    globalSetup: ['test/acceptance/service-under-test.ts', 'test/browser/chromium-under-test.ts'],
    // they share one service, one clock and one browser: one after the other
    fileParallelism: false,
    isolate: false,
    expect: { requireAssertions: true },
    // generous: these machines are slow and shared, and no test may depend on speed
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
