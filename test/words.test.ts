import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * What people read stands in the templates of `web/` and in the words files of its part: a second language needs no change
 * of code. What programs read of the console's API is in one language.
 */
const FOLDERS = [
  'apply',
  'endorse',
  'web',
  'directory',
  'findings',
  'figures',
  'helpdesk',
  'helpdesk/decisions',
  'helpdesk/rounds',
];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(`functions/${folder}`)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('words.ts'))
    .map((name) => `functions/${folder}/${name}`),
);

describe('the code of pages', () => {
  it.each(files)('has no words for people: %s', (file) => {
    const code = readFileSync(file, 'utf8')
      .replaceAll(/\/\*.*?\*\//gs, '')
      .replaceAll(/(?<!:)\/\/.*/g, '');
    // errors and logs are for us, expressions and scopes for other services
    const lines = code.split('\n').filter((line) => !/^import |Error\(|Expression: |scope: /.test(line));
    const texts = lines
      .flatMap((line) => line.match(/(['"`])(?:(?!\1).)*\1/g) ?? [])
      .map((text) => text.replaceAll(/\$\{[^}'"`]*\}/g, ''));
    expect(texts.filter((text) => /[A-Za-z]{2,} [a-z]{2,}/.test(text))).toEqual([]);
  });
});
