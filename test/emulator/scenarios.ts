import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** One scenario of the acceptance suite; `why` when it did not pass. */
export interface Outcome {
  readonly file: string;
  readonly scenario: string;
  readonly why: string | undefined;
}

/** They start, kill and copy single-machine homes of their own: wherever they pass, it says nothing of an emulator. */
const OF_HOMES = 'test/acceptance/durability.scenario.ts';
/** Each look whether the service is quiet takes seconds there. */
const SCENARIO_LIMIT_MS = 600_000;

/**
 * Runs the acceptance suite against a service that runs.
 *
 * @param only words in the names of the files that are run; empty: all
 */
export async function runScenarios(
  folder: string,
  urls: { readonly public: string; readonly local: string },
  only: readonly string[] = [],
): Promise<Outcome[]> {
  const file = join(folder, 'scenarios.json');
  const args = ['run', ...only, '--config', 'vitest.acceptance.config.ts', '--reporter=verbose', '--reporter=json'];
  args.push(`--outputFile.json=${file}`, `--exclude=${OF_HOMES}`, `--testTimeout=${SCENARIO_LIMIT_MS}`);
  const env = { ...process.env, BASE_URL: urls.public, LOCAL_URL: urls.local };
  await once(spawn('vitest', args, { env, stdio: 'inherit' }), 'exit');
  const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  return testResults.flatMap(({ name, message, assertionResults }): Outcome[] => {
    const file = basename(name, '.scenario.ts');
    if (assertionResults.length === 0) return [{ file, scenario: 'all', why: firstLine(message) }];
    return assertionResults.map(({ fullName, status, failureMessages: [failure = status] }) => ({
      file,
      scenario: fullName,
      why: status === 'passed' ? undefined : firstLine(failure),
    }));
  });
}

const firstLine = (text: string) => text.trim().split('\n')[0] ?? '';
