import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What people read stands in the templates of `web/` and in the words file of its part: a second language needs no change of code. */
const FOLDERS = ['apply', 'endorse', 'web', 'directory', 'findings', 'figures'].map((part) => `functions/${part}`);

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('words.ts'))
    .map((name) => `${folder}/${name}`),
);

describe('the code of pages', () => {
  it.each(files)('has no words for people: %s', (file) => {
    const code = readFileSync(file, 'utf8')
      .replaceAll(/\/\*.*?\*\//gs, '')
      .replaceAll(/(?<!:)\/\/.*/g, '');
    // errors and logs are for us, expressions for DynamoDB
    const lines = code.split('\n').filter((line) => !/^import |Error\(|Expression: /.test(line));
    const texts = lines.flatMap((line) => line.match(/(['"`])(?:(?!\1).)*\1/g) ?? []);
    expect(texts.filter((text) => /[A-Za-z]{2,} [a-z]{2,}/.test(text))).toEqual([]);
  });
});
