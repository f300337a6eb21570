import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** How long an engine may take to end when asked, before it is made to. */
const PATIENCE_MS = 3000;

/**
 * Ends the engine that a killed home left behind, so that two never serve one file. A process is only touched when it
 * still is an engine on that very file: its number may belong to anybody by now.
 *
 * @param pidFile where the home that started it noted its process id
 * @param file absolute path of the engine's file
 * @returns whether there was one
 */
export async function endLeftover(pidFile: string, file: string): Promise<boolean> {
  const pid = readPid(pidFile);
  const found = pid !== undefined && isEngineOn(pid, file);
  if (found) await endProcess(pid, () => isEngineOn(pid, file));
  rmSync(pidFile, { force: true });
  return found;
}

/** Asks a process to end, and ends it when it does not. Resolves when it is gone. */
export async function endProcess(pid: number, isThere: () => boolean): Promise<void> {
  send(pid, 'SIGTERM');
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (isThere()) {
    if (Date.now() > giveUpAt) send(pid, 'SIGKILL');
    await pause(20);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just ended
  }
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isEngineOn(pid: number, file: string): boolean {
  const command = commandLine(pid);
  return command.includes('dynoxide') && command.includes(file);
}

/** The command line of a process, or '' when there is none of that number. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // both fail just because there is no such process
  }
}
