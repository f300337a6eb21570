import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Clock, ClockAheadError } from '../../../local/clock/clock.ts';
import { openClock } from '../../../local/clock/durable-clock.ts';
import { openDatabase } from '../../../local/data/database.ts';

const START = Date.parse('2027-01-04T09:00:00Z');
const HOUR = 60 * 60 * 1000;

const aFile = () => join(mkdtempSync(join(tmpdir(), 'clock-')), 'home.sqlite');
const aManualClock = () => new Clock({ mode: 'manual', now: START });

it('stands still until it is moved', async () => {
  const clock = aManualClock();
  await pause(5);
  expect(clock.now()).toBe(START);
  await clock.moveTo(START + HOUR);
  expect(clock.now()).toBe(START + HOUR);
});

it('stops at every timer on its way, in order, and at timers that those set', async () => {
  const clock = aManualClock();
  const fired: [string, number][] = [];
  const note = (name: string) => fired.push([name, (clock.now() - START) / HOUR]);
  clock.at(START + 3 * HOUR, () => void note('third'));
  clock.at(START + HOUR, () => {
    note('first');
    clock.after(HOUR, () => void note('second'));
  });
  clock.at(START + 5 * HOUR, () => void note('too late'));
  await clock.moveTo(START + 4 * HOUR);
  expect(fired).toEqual([
    ['first', 1],
    ['second', 2],
    ['third', 3],
  ]);
});

it('fires timers of one instant in the order in which they were set', async () => {
  const clock = aManualClock();
  const fired: number[] = [];
  for (const n of [1, 2, 3]) clock.at(START + HOUR, () => void fired.push(n));
  await clock.moveTo(START + HOUR);
  expect(fired).toEqual([1, 2, 3]);
});

it('waits for the work of a timer before it goes on', async () => {
  const clock = aManualClock();
  const seen: number[] = [];
  clock.at(START + HOUR, async () => {
    await pause(10);
    seen.push(clock.now());
  });
  clock.at(START + 2 * HOUR, () => void seen.push(clock.now()));
  await clock.moveTo(START + 3 * HOUR);
  expect(seen).toEqual([START + HOUR, START + 2 * HOUR]);
});

it('does not move while a probe finds work that nobody has begun', async () => {
  const clock = aManualClock();
  const unread = ['a', 'b'];
  const handled: [string, number][] = [];
  clock.activity.probe(async () => {
    const record = unread.shift();
    if (record) void clock.activity.during(async () => handled.push([record, clock.now()]));
  });
  await clock.moveTo(START + HOUR);
  expect(handled).toEqual([
    ['a', START],
    ['b', START],
  ]);
});

it('fires what is already due at once, but after the caller has gone on', async () => {
  const clock = aManualClock();
  const order: string[] = [];
  clock.at(START - HOUR, () => void order.push('timer'));
  order.push('caller');
  await clock.activity.settled();
  expect(order).toEqual(['caller', 'timer']);
});

it('never fires a cancelled timer', async () => {
  const clock = aManualClock();
  let fired = false;
  clock
    .at(START + HOUR, () => {
      fired = true;
    })
    .cancel();
  await clock.moveTo(START + 2 * HOUR);
  expect(fired).toBe(false);
});

it('never moves back', async () => {
  const clock = aManualClock();
  await clock.moveTo(START - HOUR);
  expect(clock.now()).toBe(START);
});

it('refuses to be moved while it follows the computer', () => {
  expect(() => new Clock().moveTo(START)).toThrow('set mode to "manual"');
});

it('is not left for real time when it is ahead of the computer', async () => {
  const ahead = Date.now() + HOUR;
  const clock = new Clock({ mode: 'manual', now: ahead });
  expect(() => clock.setMode('real')).toThrow(ClockAheadError);
  expect(() => clock.setMode('real')).toThrow(`lived until ${new Date(ahead).toISOString()}: real time would go back`);
  expect([clock.mode, clock.now()]).toEqual(['manual', ahead]);
});

it('jumps to real time from behind, and does what has fallen due meanwhile', async () => {
  const clock = new Clock({ mode: 'manual', now: Date.now() - HOUR });
  const fired = new Promise<number>((done) => clock.after(HOUR / 2, () => done(clock.now())));
  const before = Date.now();
  clock.setMode('real');
  expect(await fired).toBeGreaterThanOrEqual(before);
  clock.stop();
});

it('gives up a move when it is set to real time on the way', async () => {
  const start = Date.now() - HOUR;
  const clock = new Clock({ mode: 'manual', now: start });
  clock.at(start + 1, () => clock.setMode('real'));
  clock.at(start + 3 * HOUR, () => {});
  await expect(clock.moveTo(start + 4 * HOUR)).rejects.toThrow('the clock follows the computer');
  clock.stop();
});

it('jumps from timer to timer by itself in auto mode, until it is stopped', async () => {
  const clock = aManualClock();
  const done = new Promise<void>((finish) => {
    let left = 1000;
    const tick = () => {
      if (--left > 0) return void clock.after(HOUR, tick);
      clock.setMode('manual');
      finish();
    };
    clock.after(HOUR, tick);
  });
  clock.setMode('auto');
  await done;
  expect(clock.now()).toBe(START + 1000 * HOUR);
});

/** Work at an instant that says whether anything else of the clock ran meanwhile, or time moved. */
function aWatchedClock() {
  const clock = aManualClock();
  const seen = { running: 0, most: 0, moved: 0 };
  const work = async () => {
    const began = clock.now();
    seen.most = Math.max(seen.most, ++seen.running);
    await pause(1);
    if (clock.now() !== began) seen.moved++;
    seen.running--;
  };
  return { clock, seen, work };
}

it('moves for one reason at a time: a move that is asked for in auto mode takes its turn', async () => {
  const { clock, seen, work } = aWatchedClock();
  for (let hour = 1; hour <= 40; hour++) clock.at(START + hour * HOUR, work);
  clock.setMode('auto');
  await Promise.all([clock.moveTo(START + 30 * HOUR), clock.moveTo(START + 40 * HOUR)]);
  clock.setMode('manual');
  expect([clock.now(), seen]).toEqual([START + 40 * HOUR, { running: 0, most: 1, moved: 0 }]);
});

it('runs ahead once, however quickly auto mode is left and entered', async () => {
  const { clock, seen, work } = aWatchedClock();
  const done = new Promise<void>((finish) => {
    for (let hour = 1; hour <= 40; hour++) clock.at(START + hour * HOUR, work);
    clock.at(START + 41 * HOUR, () => {
      clock.setMode('manual');
      finish();
    });
  });
  for (const mode of ['auto', 'manual', 'auto', 'manual', 'auto'] as const) clock.setMode(mode);
  await done;
  expect(seen).toEqual({ running: 0, most: 1, moved: 0 });
});

it('follows the computer in real mode', async () => {
  const clock = new Clock();
  const before = Date.now();
  const firedAt = await new Promise<number>((fired) => clock.after(5, () => fired(clock.now())));
  expect(firedAt).toBeGreaterThanOrEqual(before + 5);
  expect(firedAt).toBeLessThanOrEqual(Date.now());
  clock.stop();
});

it('tells of a timer whose work fails, and goes on', async () => {
  const errors: unknown[] = [];
  const clock = new Clock({ mode: 'manual', now: START, onError: (error) => errors.push(error) });
  clock.at(START + HOUR, () => Promise.reject(new Error('broken')));
  await clock.moveTo(START + 2 * HOUR);
  expect(errors).toEqual([new Error('broken')]);
});

it('goes on after a restart where it was', async () => {
  const file = aFile();
  const before = openClock(openDatabase(file), { mode: 'manual', now: START });
  await before.moveTo(START + HOUR);
  const after = openClock(openDatabase(file), { now: START });
  expect([after.mode, after.now()]).toEqual(['manual', START + HOUR]);
});

it('is not started in real time on a data folder that has lived further', async () => {
  const file = aFile();
  const ahead = Date.now() + HOUR;
  openClock(openDatabase(file), { mode: 'manual', now: ahead });
  expect(() => openClock(openDatabase(file), { mode: 'real' })).toThrow(new ClockAheadError(ahead));
  expect(openClock(openDatabase(file)).now()).toBe(ahead);
});

it('starts in real time where a new data folder would have started ahead', () => {
  const clock = openClock(openDatabase(aFile()), { mode: 'real', now: Date.now() + HOUR });
  expect(clock.now()).toBeLessThan(Date.now() + HOUR / 2);
});

it('goes on in simulated time from where real time has come to', () => {
  const file = aFile();
  const database = openDatabase(file);
  openClock(database).stop();
  database.prepare('UPDATE clock_state SET now = now - ?').run(HOUR); // it was started an hour ago
  const before = Date.now();
  expect(openClock(openDatabase(file), { mode: 'manual' }).now()).toBeGreaterThanOrEqual(before);
});
