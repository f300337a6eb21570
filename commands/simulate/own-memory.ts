import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/**
 * What this process takes of memory besides the program that it runs, which the home's process runs too. Where the system
 * does not tell them apart, with the program.
 * https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export function ownMemoryMb(): number {
  if (!existsSync(STATUS)) return process.memoryUsage.rss() / 2 ** 20;
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`${STATUS} has no RssAnon`);
  return Number(kilobytes) / 1024;
}
