/**
 * `node test/at-once.ts NAME …`: runs scripts of package.json side by side, for those that mostly wait. Each line that
 * they print is headed by its script's name; the last lines say how each ended. Fails if one of them fails. A signal that
 * ends it ends them too.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { argv, stdout } from 'node:process';
import { createInterface } from 'node:readline';

const names = argv.slice(2);
const children = names.map((name) => {
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => stdout.write(`${name} | ${line}\n`));
  }
  return child;
});

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    for (const child of children) child.kill(signal);
  });
}

const ends = await Promise.allSettled(children.map((child) => once(child, 'close')));
const said = ends.map((end) => {
  if (end.status === 'rejected') return `FAILED (${end.reason})`;
  const [code, signal] = end.value;
  return code === 0 ? 'passed' : `FAILED (${signal ?? `code ${code}`})`;
});
for (const [n, name] of names.entries()) stdout.write(`${name}: ${said[n]}\n`);
if (stopped || said.some((one) => one !== 'passed')) process.exitCode = 1;
