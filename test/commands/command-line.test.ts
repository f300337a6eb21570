import { expect, it } from 'vitest';
import { readCommandLine, UsageError } from '../../commands/command-line.ts';

const options = { json: { type: 'boolean' }, home: { type: 'string' } } as const;

it('reads options', () => {
  const args = ['--json', '--home', 'http://localhost:3001'];
  expect(readCommandLine({ args, options }).values).toEqual({ json: true, home: 'http://localhost:3001' });
});

it.each([
  [['--nonsense'], "Unknown option '--nonsense'"],
  [['--home'], "Option '--home <value>' argument missing"],
  [['a', 'b'], "Unexpected argument 'a'"],
])('says what it did not understand of %j', (args, message) => {
  const read = () => readCommandLine({ args, options });
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
});
