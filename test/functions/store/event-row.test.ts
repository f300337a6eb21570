import { expect, it } from 'vitest';
import { putEvent, SERVICE } from '../../../functions/store/event-row.ts';

it('keeps lines of one instant in the order in which they were written', () => {
  const at = new Date('2027-01-29T17:00:00Z');
  const words = Array.from({ length: 200 }, (_, n) => `step-${n}`);
  const rows = words.map((what) => putEvent('LLE-7K3M-4QXR', at, { who: SERVICE, what }).Put?.Item);
  const sorted = rows.toSorted((a, b) => (String(a?.sk) < String(b?.sk) ? -1 : 1));
  expect(sorted.map((row) => row?.what)).toEqual(words);
});
