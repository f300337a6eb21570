import { defineConfig } from 'vitest/config';

/** Pages over a table of their own, at any instant: they need no service. */
const APART = ['test/browser/states.browser.ts', 'test/browser/helpdesk-states.browser.ts'];

/** Pages and journeys in a real browser. */
export default defineConfig({
  test: {
    globalSetup: 'test/browser/chromium-under-test.ts',
    // journeys share one service, one clock and one browser: one after the other
    fileParallelism: false,
    isolate: false,
    expect: { requireAssertions: true },
    // generous: these machines are slow and shared, and no test may depend on speed
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        test: {
          // against BASE_URL and LOCAL_URL, or a home that is started for the run
          name: 'journeys',
          include: ['test/browser/**/*.browser.ts'],
          exclude: APART,
          globalSetup: 'test/acceptance/service-under-test.ts',
        },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
