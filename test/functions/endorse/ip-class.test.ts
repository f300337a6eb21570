import { expect, test } from 'vitest';
import { ipClass } from '../../../functions/endorse/ip-class.ts';

test.each([
  ['198.51.100.7', '198.51.0.0/16'],
  ['2001:DB8:1:2::3', '2001:db8::/32'],
  ['2001::7', '2001:0::/32'],
  ['', 'unknown'],
  ['localhost', 'unknown'],
])('%s is of the network %s', (ip, network) => {
  expect(ipClass(ip)).toBe(network);
});
