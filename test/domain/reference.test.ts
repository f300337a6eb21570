import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  makeReference,
  NUMBER_SIGNS,
  REFERENCE_SIGNS,
  readReference,
  TooFewRandomBytesError,
} from '../../domain/reference.ts';

const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
const length = fc.constantFrom(REFERENCE_SIGNS, NUMBER_SIGNS);

const bodyOf = (reference: string) => reference.split('-').slice(1).join('');

describe('a reference', () => {
  it('is written in groups of four, without I, L, O, U, 0 and 1', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(makeReference('LLE', random)).toMatch(/^LLE-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('reads back as it was made, however it is typed', () => {
    const typing = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toLowerCase(),
      (text: string) => text.replaceAll('-', ' '),
      (text: string) => text.replaceAll('-', ''),
      (text: string) => ` ${text.replaceAll('-', '–')}\n`,
      (text: string) => [...text].join(' '),
    );
    fc.assert(
      fc.property(bytes, length, typing, (random, signs, type) => {
        const reference = makeReference('LLE', random, signs);
        expect(readReference(type(reference), signs)).toEqual({ word: 'reference', reference, prefix: 'LLE' });
      }),
    );
  });

  it('is refused with any one sign wrong', () => {
    fc.assert(
      fc.property(bytes, length, (random, signs) => {
        const body = bodyOf(makeReference('LLE', random, signs));
        for (let place = 0; place < body.length; place++) {
          for (const sign of SIGNS) {
            if (sign === body[place]) continue;
            const wrong = `LLE${body.slice(0, place)}${sign}${body.slice(place + 1)}`;
            expect(readReference(wrong, signs).word).toBe('wrong-check');
          }
        }
      }),
    );
  });

  it('is refused with any two signs swapped, neighbours or not', () => {
    fc.assert(
      fc.property(bytes, length, (random, signs) => {
        const body = [...bodyOf(makeReference('LLE', random, signs))];
        for (let first = 0; first < body.length; first++) {
          for (let second = first + 1; second < body.length; second++) {
            if (body[first] === body[second]) continue;
            const swapped = body.with(first, body[second] as string).with(second, body[first] as string);
            expect(readReference(`LLE${swapped.join('')}`, signs).word).toBe('wrong-check');
          }
        }
      }),
    );
  });

  it.each([
    '',
    'LLE',
    'LLE-7K3M',
    '7K3M4QXR',
    'LLE-7K3M-4QX0',
    'LLE-7K3M-4QXI',
    'L-7K3M-4QXR',
    'DROP TABLE',
    '😀'.repeat(11),
  ])('is not what %j is', (text) => {
    expect(readReference(text).word).toBe('not-a-reference');
  });

  it('is not taken for a designation’s number, nor the other way round', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(readReference(makeReference('LLE', random), NUMBER_SIGNS).word).toBe('not-a-reference');
        expect(readReference(makeReference('LLE', random, NUMBER_SIGNS)).word).toBe('not-a-reference');
      }),
    );
  });

  it('uses every sign in the places that are random', () => {
    const seen = new Set<string>();
    for (let byte = 0; byte < 240; byte++) {
      const random = Uint8Array.from({ length: 32 }, (_, index) => (byte + index * 7) % 240);
      for (const sign of bodyOf(makeReference('LLE', random))) seen.add(sign);
    }
    expect([...seen].sort().join('')).toBe([...SIGNS].sort().join(''));
  });

  it('is not made from too few bytes, or from bytes that would favour some signs', () => {
    expect(() => makeReference('LLE', new Uint8Array(6))).toThrow(TooFewRandomBytesError);
    expect(() => makeReference('LLE', new Uint8Array(32).fill(255))).toThrow(TooFewRandomBytesError);
  });
});
