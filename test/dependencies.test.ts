import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };

const packages: Record<string, string> = {
  ...packageFile.dependencies,
  ...packageFile.devDependencies,
  ...packageFile.optionalDependencies,
};

/** Used without being imported by name. */
const USED_OTHERWISE: Readonly<Record<string, RegExp>> = {
  '@biomejs/biome': /\bbiome\b/,
  '@dynoxide/linux-x64': /@dynoxide\/\$\{/,
  'aws-cdk': /\bcdk synth\b|aws-cdk\/bin/,
  node: /"node [^"]*local\/start\.ts"/,
  typescript: /\btsc --noEmit\b/,
};

const sources = globSync(['{commands,domain,functions,infra,local,programmes,test,web}/**/*.{ts,mts,njk}', '*.ts'])
  .filter((file) => file !== 'test/dependencies.test.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .concat(JSON.stringify(packageFile.scripts))
  .join('\n');
const documented = readFileSync('docs/dependencies.md', 'utf8');

const importOf = (name: string) => new RegExp(`['"\`/]${name.replace('@types/', '')}(/[^'"\`]*)?['"\`]`);

describe.each(Object.entries(packages))('%s', (name, version) => {
  it('is pinned to one version', () => expect(version).toMatch(/^\d+\.\d+\.\d+$/));

  it('is used', () => expect((USED_OTHERWISE[name] ?? importOf(name)).test(sources)).toBe(true));

  it('has a line that says why', () => expect(documented).toContain(`\`${name}\``));
});

it('says nothing of packages that are gone', () => {
  const names = Array.from(documented.matchAll(/^\| (.*?) \|/gm), ([, cell = '']) =>
    Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = '']) => name),
  );
  expect(names.flat().filter((name) => !(name in packages))).toEqual([]);
});
