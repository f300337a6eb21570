import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // an order that only one run has proves that no test leans on another
    sequence: { shuffle: true },
    expect: { requireAssertions: true },
    // all processors: most of a test's time is waiting for an engine or a home
    maxWorkers: '100%',
    // generous: these machines are slow and shared, and no test may depend on speed
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
