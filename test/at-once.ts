/**
 * `node test/at-once.ts NAME …`: runs scripts of package.json side by side, for those that mostly wait. Each line that
 * they print is headed by its script's name. Fails if one of them fails.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { argv, stdout } from 'node:process';
import { createInterface } from 'node:readline';

async function run(name: string): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => stdout.write(`${name} | ${line}\n`));
  }
  const [code] = await once(child, 'close');
  return code === 0;
}

const passed = await Promise.all(argv.slice(2).map(run));
if (passed.includes(false)) process.exitCode = 1;
