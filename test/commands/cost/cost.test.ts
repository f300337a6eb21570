import { describe, expect, it } from 'vitest';
import { costOf, WAITING_MS, WHOLE_PROCESSOR_MB } from '../../../commands/cost/cost.ts';
import { PAGES_OF_AN_APPLICATION, withPages } from '../../../commands/cost/pages.ts';
import { PRICES } from '../../../commands/cost/prices.ts';
import { printCost } from '../../../commands/cost/print-cost.ts';
import type { Recording } from '../../../commands/cost/recording.ts';

const recording: Recording = {
  recordedAt: '2026-11-22T00:00:00.000Z',
  applications: 10,
  stateTransitions: 90,
  functions: {
    'Rounds-Apply1': { invocations: 300, milliseconds: 6000, memoryMb: 512, readUnits: 900, logBytes: 2 ** 30 },
    'Rounds-SendMessage2': { invocations: 80, milliseconds: 4000, memoryMb: 1024, readUnits: 100, logBytes: 0 },
    'Rounds-Sweep3': { invocations: 20, milliseconds: 500, memoryMb: 512, readUnits: 160, logBytes: 1000 },
  },
  writeUnits: 2000,
  mails: 80,
  httpRequests: 300,
  schedulesFired: 20,
  objects: { puts: 4, gets: 10 },
};

describe('the cost of an application', () => {
  const cost = costOf(recording);
  const line = (name: string) => cost.lines.find(({ price }) => price === name);

  it('is units of the run by price, for one application', () => {
    expect(line('stateTransition')?.units).toBe(9);
    expect(line('stateTransition')?.dollars).toBeCloseTo(0.000225, 12);
    expect(line('writeUnit')?.dollars).toBeCloseTo((200 * 0.7423) / 1_000_000, 12);
    // 6 s and 4 s of a processor, whatever the memory; 300 waits at 0.5 GB, 80 at 1 GB
    const processor = (10 * WHOLE_PROCESSOR_MB) / 1024;
    const waiting = ((300 * 0.5 + 80) * WAITING_MS) / 1000;
    expect(line('functionGigabyteSecond')?.units).toBeCloseTo((processor + waiting) / 10, 12);
    expect(line('readUnit')?.units).toBe(100);
    expect(line('logGigabyte')?.units).toBe(0.1);
  });

  it('keeps apart what runs whether anybody applies or not', () => {
    expect(line('scheduleFired')).toBeUndefined();
    const perSweep = PRICES.scheduleFired.dollars + PRICES.functionRequest.dollars + 8 * PRICES.readUnit.dollars;
    expect(cost.upkeep).toBeGreaterThan(20 * perSweep);
    expect(cost.upkeep).toBeLessThan(21 * perSweep + 2 * PRICES.functionGigabyteSecond.dollars);
  });

  it('keeps mail apart, by both plans', () => {
    expect(cost.mails).toEqual({
      count: 8,
      aLaCarte: expect.closeTo(0.0008, 12),
      essentials: expect.closeTo(0.00128, 12),
    });
    expect(cost.lines.map(({ price }) => price)).not.toContain('mailALaCarte');
    expect(cost.withoutMail).toBeCloseTo(
      cost.lines.reduce((total, { dollars }) => total + dollars, 0),
      12,
    );
  });

  it('keeps the edge apart, which a flat-rate plan pays', () => {
    expect(cost.edge).toBeCloseTo(30 * (0.0000012 + 0.0000006), 12);
  });

  it('adds the pages of each application to a run without browsers, and to no other', () => {
    const silent = { ...recording, httpRequests: 0 };
    expect(withPages(recording)).toBe(recording);
    expect(withPages(silent).httpRequests).toBe(10 * PAGES_OF_AN_APPLICATION.httpRequests);
    expect(costOf(withPages(silent)).withoutMail).toBeGreaterThan(costOf(silent).withoutMail);
  });

  it('is printed with the price without mail as the last line', () => {
    expect(printCost(cost)).toMatch(/\nmail: 8\.0 mails, .*\n.*\nwithout mail: \$\d+\.\d{7}\n$/);
  });

  it('names what dominates first', () => {
    const dollars = cost.lines.map((one) => one.dollars);
    expect(dollars).toEqual(dollars.toSorted((a, b) => b - a));
  });
});

it('has a source for every price', () => {
  for (const { dollars, source } of Object.values(PRICES)) {
    expect(dollars).toBeGreaterThan(0);
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\//);
  }
});
