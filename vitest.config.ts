import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: 'test/seed.ts',
    // no test leans on another: with SEED=42 they come in another order
    sequence: { shuffle: true, seed: Number(process.env.SEED ?? 1) },
    expect: { requireAssertions: true, poll: { timeout: 60_000 } },
    // files share a process, and with it what they import: a third less to do
    isolate: false,
    unstubEnvs: true,
    restoreMocks: true,
    // all processors: most of a test's time is waiting for an engine or a home
    maxWorkers: '100%',
    // generous: these machines are slow and shared, and no test may depend on speed
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
