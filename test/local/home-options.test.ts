import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { OptionsError, readOptions } from '../../local/home-options.ts';

it('has a default for every setting', () => {
  expect(readOptions({}, [])).toEqual({
    PORT: 3000,
    LOCAL_PORT: 3001,
    AWS_PORT: 3002,
    DATA_DIR: resolve('.data'),
    SETTINGS: 'settings.example.json',
    jsonReady: false,
    empty: false,
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(readOptions({ PORT: '', SMTP_URL: '' }, []).PORT).toBe(3000);
});

it('keeps no slash at the end of the public address', () => {
  expect(readOptions({ PUBLIC_URL: 'https://rounds.example.org/' }, []).PUBLIC_URL).toBe('https://rounds.example.org');
});

it('names every setting that is wrong', () => {
  const wrong = { PORT: 'http', CONCURRENCY: '0', CLOCK: 'backwards' };
  expect(() => readOptions(wrong, [])).toThrow(OptionsError);
  expect(() => readOptions(wrong, [])).toThrow(/PORT: .*; CONCURRENCY: must be a whole number from 1 to 100; CLOCK: /);
});

it('refuses an argument that it does not know', () => {
  expect(() => readOptions({}, ['--fast'])).toThrow(OptionsError);
});
