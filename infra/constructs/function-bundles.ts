import { cpSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { GOVUK, WEB } from '../../functions/web/files.ts';

/** Where a bundle holds this module, its function reads templates and assets from its own folder. */
const READS_FILES = 'functions/web/files.ts';

/**
 * Bundles all functions in one pass: `NodejsFunction` would start esbuild once for each (16 functions: 11 s), one pass
 * takes about 1 s. The SDK is inside, so a deployment runs the version that was tested.
 *
 * @returns the folder of each function's `index.js` by the function's name
 */
export function bundleFunctions(): ReadonlyMap<string, string> {
  const entries = globSync('functions/*/*.lambda.ts');
  // a folder of its own, so that two syntheses at a time do not meet; CDK copies it into the assembly
  const output = mkdtempSync(join(tmpdir(), 'function-bundles-'));
  process.once('exit', () => rmSync(output, { recursive: true, force: true }));
  const { metafile } = buildSync({
    entryPoints: entries,
    outbase: 'functions',
    outdir: output,
    entryNames: '[dir]/index',
    bundle: true,
    // CommonJS starts faster than ES modules in Lambda: no banner for `require`, one synchronous load
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    // packages' ES modules shake better than their CommonJS: 323 KB instead of 513 KB for the DynamoDB client
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda-credentials.ts') },
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  for (const [bundle, { inputs }] of Object.entries(metafile.outputs)) {
    if (READS_FILES in inputs) copyFiles(dirname(bundle));
  }
  return new Map(entries.map((entry) => [basename(entry, '.lambda.ts'), join(output, basename(dirname(entry)))]));
}

/** Templates and assets, at the same paths as in the project. */
function copyFiles(bundle: string): void {
  cpSync(WEB, join(bundle, WEB), { recursive: true });
  cpSync(GOVUK, join(bundle, GOVUK), {
    recursive: true,
    filter: (file) => statSync(file).isDirectory() || /\.njk$|\.min\.(css|js)$/.test(file),
  });
}
