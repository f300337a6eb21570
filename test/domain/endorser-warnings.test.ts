import { describe, expect, it } from 'vitest';
import { endorserWarnings, plainAddress } from '../../domain/endorser-warnings.ts';

const ALL = { warnings: ['same-address', 'school-domain', 'private-provider'] } as const;
const HEAD = { email: 'head@example-school.test' };

describe('warnings about an endorser', () => {
  it.each([
    ['an address elsewhere', 'officer@council.test', HEAD, []],
    ['the applicant’s own address', 'Head+Endorse@Example-School.test', HEAD, ['same-address', 'school-domain']],
    ['a colleague at the same school', 'deputy@example-school.test', HEAD, ['school-domain']],
    ['a private account', 'chair@gmail.com', HEAD, ['private-provider']],
    ['two private accounts with one provider', 'chair@gmail.com', { email: 'head@gmail.com' }, ['private-provider']],
    [
      'the domain of the school’s website',
      'deputy@example-school.test',
      { email: 'head@gmail.com', schoolWebsite: 'https://www.Example-School.test/contact' },
      ['school-domain'],
    ],
  ])('for %s are as they should be', (_, endorser, applicant, warnings) => {
    expect(endorserWarnings(ALL, endorser, applicant)).toEqual(warnings);
  });

  it('are only those that the slot looks for', () => {
    expect(endorserWarnings({ warnings: ['same-address'] }, 'chair@gmail.com', HEAD)).toEqual([]);
  });

  it('see through capitals, spaces and tags', () => {
    expect(plainAddress(' Head+LLE@Example.TEST ')).toBe('head@example.test');
  });
});
