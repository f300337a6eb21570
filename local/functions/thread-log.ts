import { appendFileSync } from 'node:fs';
import { format } from 'node:util';

/** Lambda's level for each way to print. */
const LEVELS = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

/**
 * Prints as Lambda does, `<instant>\t<request id>\t<level>\t<text>`, and writes at once, so that nothing is lost when
 * the thread is ended in the middle of its work.
 */
export function printAsLambda(logFile: number | undefined, requestId: () => string | undefined): void {
  if (logFile !== undefined) {
    const write = (chunk: string | Uint8Array): boolean => {
      appendFileSync(logFile, chunk);
      return true;
    };
    process.stdout.write = write;
    process.stderr.write = write;
  }
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...values: unknown[]) => {
      process.stdout.write(`${new Date().toISOString()}\t${requestId()}\t${level}\t${format(...values)}\n`);
    };
  }
}
