import { expect, it } from 'vitest';
import * as z from 'zod';
import { UsageError } from '../commands/command-line.ts';
import { parseRunOptions, wholeNumber } from './run-options.ts';

const shape = { drafts: wholeNumber(1).default(500), only: z.string().default(''), kill: z.boolean().default(false) };

it('reads numbers, texts and flags', () => {
  expect(parseRunOptions([], shape)).toEqual({ drafts: 500, only: '', kill: false });
  const args = ['--drafts', '30', '--only', 'mail', '--kill'];
  expect(parseRunOptions(args, shape)).toEqual({ drafts: 30, only: 'mail', kill: true });
});

it.each([
  [['--nonsense'], "Unknown option '--nonsense'"],
  [['--drafts'], "Option '--drafts <value>' argument missing"],
  [['--drafts', 'many'], 'drafts'],
  [['--drafts', '0'], 'drafts'],
  [['--drafts', '1.5'], 'drafts'],
])('says what is wrong with %j', (args, message) => {
  const read = () => parseRunOptions(args, shape);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
});
