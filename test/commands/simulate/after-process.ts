import { execFileSync } from 'node:child_process';

const ROOT = new URL('../../../', import.meta.url);

/** What a module printed, once the process that ran it has ended: what goes with a process cannot be seen from inside. */
export function afterProcess(module: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', module], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
}
