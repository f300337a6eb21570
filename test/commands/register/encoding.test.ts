import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../commands/register/encoding.ts';
import { fileOf } from './register-csv.ts';

const windows1252 = (text: string) => Buffer.from(text, 'latin1');

it('takes plain ASCII as UTF-8', async () => {
  expect(await detectEncoding(fileOf('URN,EstablishmentName\n1,School\n'))).toBe('utf-8');
});

it('knows UTF-8 with and without a byte order mark', async () => {
  expect(await detectEncoding(fileOf('Ysgol Llŷn, St Mary’s\n'))).toBe('utf-8');
  expect(await detectEncoding(fileOf('\uFEFFYsgol Llŷn\n'))).toBe('utf-8');
});

it('knows windows-1252 by bytes that are no UTF-8', async () => {
  expect(await detectEncoding(fileOf(windows1252('École Élémentaire\n')))).toBe('windows-1252');
});

it('is not misled by a character that lies across two pieces of a long file', async () => {
  const text = `${'a'.repeat(64 * 1024 - 1)}é${'a'.repeat(70_000)}`;
  expect(await detectEncoding(fileOf(text))).toBe('utf-8');
});

it('bears a name that was encoded twice in a windows-1252 file', async () => {
  const lines = Array.from({ length: 20 }, () => windows1252('Café\n'));
  expect(await detectEncoding(fileOf(Buffer.concat([...lines, Buffer.from('St Mary’s\n')])))).toBe('windows-1252');
});

describe('refuses', () => {
  it('UTF-8 with a broken line, and names the line', async () => {
    const file = fileOf(Buffer.concat([Buffer.from('Llŷn\nCafé\n'), windows1252('École\n')]));
    await expect(detectEncoding(file)).rejects.toThrow(/line 3 has bytes that are not UTF-8/);
  });

  it('a file that is marked as UTF-8 and is not', async () => {
    const file = fileOf(Buffer.concat([Buffer.from('\uFEFFURN\n'), windows1252('École\n')]));
    await expect(detectEncoding(file)).rejects.toThrow(/line 2 has bytes that are not UTF-8/);
  });

  it('UTF-16, marked or not', async () => {
    await expect(detectEncoding(fileOf(Buffer.from('\uFEFFURN', 'utf16le')))).rejects.toThrow(/UTF-16/);
    await expect(detectEncoding(fileOf(Buffer.from('URN,name', 'utf16le')))).rejects.toThrow(/UTF-16/);
  });
});
