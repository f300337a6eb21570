import fc from 'fast-check';

/**
 * Every property starts from the same seed, so that what passes here passes in CI; `SEED=42 npx vitest run` tries
 * another. Long searches have seeds of their own: `npm run faults`, `npm run fuzz`, `npm run torture`.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
