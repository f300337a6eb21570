import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../commands/register/csv-lines.ts';
import { fileOf } from './register-csv.ts';

const read = (content: string | Uint8Array, encoding: 'utf-8' | 'windows-1252' = 'utf-8') =>
  Array.fromAsync(readCsv(fileOf(content), encoding));

it('gives each record with its line, header first', async () => {
  expect(await read('a,b\r\n1,"x, y"\r\n\r\n 2 ,z\r\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', 'x, y'] },
    { line: 4, cells: ['2', 'z'] },
  ]);
});

it('drops a byte order mark, and reads windows-1252', async () => {
  expect((await read('\uFEFFURN\n'))[0]?.cells).toEqual(['URN']);
  expect((await read(Uint8Array.of(0x53, 0x92, 0xe9), 'windows-1252'))[0]?.cells).toEqual(['S’é']);
});

it('lets a stray quotation mark spoil no other line', async () => {
  const lines = await read('a,b\n"one "two" ",2\n3,the "Lodge"\n4,5\n');
  expect(lines.map(({ cells }) => cells.length)).toEqual([2, 2, 2, 2]);
});

it('takes a last line without an end', async () => {
  expect(await read('a,b\n1,2')).toHaveLength(2);
});

describe('a file that is cut short', () => {
  it('between columns is refused by the last line', async () => {
    await expect(read('a,b,c\n1,2,3\n4,5\n6,7')).rejects.toThrow(/line 4, the last, has 2 of 3 columns/);
  });

  it('within quotation marks is refused by the line where they open', async () => {
    await expect(read('a,b\n1,2\n3,"four\n')).rejects.toThrow(/line 3: a quotation mark opens and never closes/);
  });
});

it('gives up where a quotation mark swallows what follows', async () => {
  await expect(read(`a,b\n1,"2\n${'x,y\n'.repeat(50_000)}`)).rejects.toThrow(/line 2: a quotation mark/);
});

it('says when there is no such file', async () => {
  await expect(Array.fromAsync(readCsv('no such file.csv', 'utf-8'))).rejects.toThrow(/ENOENT/);
});
