import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROGRAMMES } from '../../programmes/programmes.ts';

const DOMAIN = new URL('../../domain/', import.meta.url);
const FILES = readdirSync(DOMAIN)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(new URL(name, DOMAIN), 'utf8')] as const);

describe.each(FILES)('domain/%s', (_, text) => {
  it('names no programme, but for examples in comments', () => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    for (const { id, prefix } of PROGRAMMES) {
      expect(code).not.toMatch(new RegExp(`\\b${prefix}\\b|['"\`/]${id}\\b`));
    }
  });

  it('asks neither the clock nor chance nor the environment', () => {
    expect(text).not.toMatch(/Date\.now|new Date\(\)|Math\.random|crypto|process\.|setTimeout|import\.meta/);
  });
});
