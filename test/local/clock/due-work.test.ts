import { expect, test } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { type DueJob, DueWork } from '../../../local/clock/due-work.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');

/** Work kept in a list instead of a database: `[key, due]`. */
function open(kept: [string, number][], run: (key: string) => Promise<void>, parallel = 2) {
  const clock = new Clock({ mode: 'manual', now: NOON });
  const errors: unknown[] = [];
  const work = new DueWork({
    clock,
    parallel,
    due: (now) =>
      kept
        .filter(([, due]) => due <= now)
        .map(
          ([key, due]): DueJob => ({
            key,
            run: async () => {
              await run(key);
              kept.splice(
                kept.findIndex((entry) => entry[0] === key && entry[1] === due),
                1,
              );
            },
          }),
        ),
    next: (now) => kept.map(([, due]) => due).find((due) => due > now),
    onError: (error) => errors.push(error),
  });
  return { clock, work, errors };
}

test('work waits for its instant, runs so many at once, and one of a key after the other', async () => {
  let running = 0;
  let most = 0;
  const done: string[] = [];
  const kept: [string, number][] = [
    ['a', NOON],
    ['a', NOON],
    ['b', NOON],
    ['c', NOON],
    ['later', NOON + 1000],
  ];
  const { clock, work } = open(kept, async (key) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    done.push(`${key} ${clock.now() - NOON}`);
  });
  work.wake();
  await clock.moveTo(NOON + 5000);
  expect(done.toSorted()).toEqual(['a 0', 'a 0', 'b 0', 'c 0', 'later 1000']);
  expect(most).toBe(2);
});

test('work that breaks without a word of when to try again rests before it is tried again', async () => {
  let tries = 0;
  const { clock, work, errors } = open([['a', NOON]], async () => {
    if (++tries < 3) throw new Error('broken');
  });
  work.wake();
  await clock.activity.settled();
  expect(tries).toBe(1);
  await clock.moveTo(NOON + 3_600_000);
  expect(tries).toBe(3);
  expect(errors).toHaveLength(2);
});

test('closing waits for what runs and begins nothing more', async () => {
  const done: string[] = [];
  const { work } = open(
    [
      ['a', NOON],
      ['b', NOON],
    ],
    async (key) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push(key);
    },
    1,
  );
  work.wake();
  await work.close();
  expect(done).toEqual(['a']);
});
