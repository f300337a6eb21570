import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LogScan {
  readonly lines: number;
  /** `<file>:<line>` of every line that says one of the words. The word itself is not repeated. */
  readonly found: readonly string[];
}

/** Looks for words in everything that functions have logged, whatever its case and however JSON or a URL writes it. */
export async function scanLogs(folder: string, words: readonly string[]): Promise<LogScan> {
  const forms = words.flatMap((word) => [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)]);
  const wanted = [...new Set(forms.map((form) => form.toLowerCase()))];
  const found: string[] = [];
  let lines = 0;
  for (const file of await readdir(folder)) {
    const text = (await readFile(join(folder, file), 'utf8')).toLowerCase();
    const here = wanted.filter((form) => text.includes(form));
    for (const [index, line] of text.split('\n').entries()) {
      lines++;
      if (here.some((form) => line.includes(form))) found.push(`${file}:${index + 1}`);
    }
  }
  return { lines, found };
}
