import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** All that the synthesised template and bundles are made of. */
const SOURCES = [
  '{infra,functions,domain,programmes,workflows,web}/**/*.*',
  '{package-lock,cdk,tsconfig,settings*}.json',
] as const;

/** A name for the state of the app's sources and context: 32 hexadecimal digits. */
export function hashSources(root: string, context: Readonly<Record<string, unknown>>): string {
  const files = new Set(globSync(SOURCES, { cwd: root }));
  if (typeof context.settings === 'string') files.add(context.settings);
  const hash = createHash('sha256').update(process.version).update(JSON.stringify(context));
  for (const file of [...files].sort()) {
    const content = readFileSync(resolve(root, file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}
