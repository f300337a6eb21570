import { expect, it } from 'vitest';
import { Random } from '../../../commands/simulate/random.ts';

const some = (random: Random) => Array.from({ length: 5 }, () => random.next());

it('is the same for the same parts, and another for others', () => {
  expect(some(new Random(1, 'heads'))).toEqual(some(new Random(1, 'heads')));
  expect(some(new Random(1, 'heads'))).not.toEqual(some(new Random(2, 'heads')));
});

it('keeps to the shares that it is given', () => {
  const random = new Random(7);
  const words = Array.from({ length: 10_000 }, () => random.share({ often: 0.7, seldom: 0.3 }));
  const often = words.filter((word) => word === 'often').length;
  expect(often).toBeGreaterThan(6800);
  expect(often).toBeLessThan(7200);
});

it('gives whole numbers with both ends, and every item once when shuffled', () => {
  const random = new Random(3);
  expect(new Set(Array.from({ length: 200 }, () => random.whole(1, 3)))).toEqual(new Set([1, 2, 3]));
  expect(random.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});
