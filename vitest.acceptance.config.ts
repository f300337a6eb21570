import { defineConfig } from 'vitest/config';

/** The scenarios, driven from outside: against BASE_URL and LOCAL_URL, or a home that is started for the run. */
export default defineConfig({
  test: {
    include: ['test/acceptance/**/*.scenario.ts'],
    globalSetup: 'test/acceptance/service-under-test.ts',
    // they share one service and one clock: one after the other
    fileParallelism: false,
    isolate: false,
    expect: { requireAssertions: true },
    // generous: these machines are slow and shared, and no test may depend on speed
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
