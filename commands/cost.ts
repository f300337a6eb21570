/**
 * `npm run cost`: what one application costs on AWS, from the counted calls of a run. The last line is the price without
 * mail.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.ts';
import { costOf } from './cost/cost.ts';
import { withPages } from './cost/pages.ts';
import { printCost } from './cost/print-cost.ts';
import { type Recording, readRecording } from './cost/recording.ts';

const USAGE = `npm run cost -- [options]

What one application costs on AWS at the list prices of London (commands/cost/prices.ts), from the counted calls of the
last \`npm run simulate -- --keep DIR\` (DATA_DIR/recording.json), or of a round on the straight path that is made now.

  --applications NUMBER   simulate now, with so many (else: 100, and only when there is no recording)
  --recording FILE        take this one
  --json                  print one JSON object
`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

class SimulationFailedError extends Error {
  override readonly name = 'SimulationFailedError';
}

async function simulated(applications: string): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'cost-'));
  try {
    const args = ['--applications', applications, '--straight', '--keep', folder, '--json'];
    const child = spawn('npm', ['run', '--silent', 'simulate', '--', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new SimulationFailedError('the simulation failed: see above for why');
    return await readRecording(join(folder, 'recording.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function recordingOf(file: string | undefined, applications: string | undefined): Promise<Recording> {
  const kept = file ?? join(env.DATA_DIR || '.data', 'recording.json');
  if (file === undefined && (applications !== undefined || !existsSync(kept))) return simulated(applications ?? '100');
  return readRecording(kept);
}

async function cost(): Promise<void> {
  const { values } = readCommandLine({
    args: argv.slice(2),
    options: {
      applications: { type: 'string' },
      recording: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    stdout.write(USAGE);
    return;
  }
  const recording = withPages(await recordingOf(values.recording, values.applications));
  const costs = costOf(recording);
  stdout.write(values.json ? `${JSON.stringify({ recordedAt: recording.recordedAt, ...costs })}\n` : printCost(costs));
}

try {
  await cost();
} catch (error) {
  stderr.write(`cost: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
