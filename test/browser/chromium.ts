import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type BrowserServer, chromium } from 'playwright-core';

const run = promisify(execFile);

/**
 * Starts a Chromium: what CHROMIUM names, or the one that comes as a package, or `chromium` on the PATH.
 *
 * @throws Error saying what was tried, when there is none that starts
 */
export async function launchChromium(): Promise<BrowserServer> {
  const { CHROMIUM } = process.env;
  const candidates = CHROMIUM
    ? [{ name: `CHROMIUM=${CHROMIUM}`, path: async () => CHROMIUM }]
    : [
        { name: 'the package @sparticuz/chromium', path: unpackChromium },
        { name: 'chromium on the PATH', path: async () => (await run('which', ['chromium'])).stdout.trim() },
      ];
  const refusals: string[] = [];
  for (const { name, path } of candidates) {
    try {
      // no sandbox: containers have no user namespaces, and it visits only our own pages
      return await chromium.launchServer({ executablePath: await path(), args: ['--no-sandbox', '--disable-gpu'] });
    } catch (error) {
      refusals.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
  }
  throw new Error(
    `Browser tests need a Chromium, and none starts (${refusals.join('; ')}). Set CHROMIUM to one, or install Debian's package chromium.`,
  );
}

/** The package brings its own shared libraries only where it believes itself in a Lambda function. */
async function unpackChromium(): Promise<string> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const packaged = await import('@sparticuz/chromium');
  return packaged.default.executablePath();
}
