import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: 'test/seed.ts',
    // no test leans on another: with SEED=42 they come in another order
    sequence: { shuffle: true, seed: Number(process.env['SEED'] ?? 1) },
    expect: { requireAssertions: true },
    // all processors: most of a test's time is waiting for an engine or a home
    maxWorkers: '100%',
    // generous: these machines are slow and shared, and no test may depend on speed
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
