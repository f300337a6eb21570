import { expect, it } from 'vitest';
import { showProgress } from '../../commands/progress.ts';

function progressOn(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const write = (text: string) => written.push(text) > 0;
  const progress = showProgress({ isTTY, write: write as NodeJS.WriteStream['write'] }, () => now);
  const showAt = (at: number, text: string) => {
    now = at;
    progress.show(text);
  };
  return { progress, showAt, written };
}

it('changes one line of a terminal, not at every step, and clears it', () => {
  const { progress, showAt, written } = progressOn(true);
  showAt(150, 'one');
  showAt(160, 'two');
  showAt(300, 'three');
  progress.end();
  expect(written).toEqual(['\r\x1b[Kone', '\r\x1b[Kthree', '\r\x1b[K']);
});

it('gives a log a line every few seconds', () => {
  const { progress, showAt, written } = progressOn(false);
  showAt(150, 'one');
  showAt(5100, 'two');
  showAt(9000, 'three');
  progress.end();
  expect(written).toEqual(['two\n']);
});
