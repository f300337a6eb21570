import { APPLICATION_STATES, isOpenState } from '../../../domain/application.ts';
import { calendarDate, plusDays, printDate } from '../../../domain/london-time.ts';
import type { CaseCard } from '../../../domain/round-figures.ts';
import { FIGURE_WORDS } from '../../figures/words.ts';
import { AGE_WORDS } from './round-words.ts';

/** A line of a chart: its bar is as long as its share of the longest. */
export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** 0 to 100. */
  readonly length: number;
}

export function bars(lines: readonly Omit<Bar, 'length'>[]): Bar[] {
  const longest = Math.max(1, ...lines.map(({ value }) => value));
  return lines.map((line) => ({ ...line, length: Math.round((100 * line.value) / longest) }));
}

const DAY = 86_400_000;
/** Days in a state from which on each column counts. */
const AGES = [0, 7, 14, 28] as const;

/** How long open cases have been where they are. */
export function ages(cards: readonly CaseCard[], now: Date) {
  const states = APPLICATION_STATES.filter(isOpenState);
  const rows = states.map((state) => {
    const days = cards
      .filter((card) => card.state === state)
      .map(({ since }) => (now.getTime() - since.getTime()) / DAY);
    const counts = AGES.map(
      (from, index) => days.filter((one) => one >= from && one < (AGES[index + 1] ?? Number.POSITIVE_INFINITY)).length,
    );
    return { state, label: FIGURE_WORDS.states[state], counts };
  });
  return { columns: AGE_WORDS.columns, rows: rows.filter(({ counts }) => counts.some((count) => count > 0)) };
}

const DAYS_SHOWN = 14;

/** How many cases came into the state in which they are, on each of the last days. */
export function perDay(cards: readonly CaseCard[], now: Date): Bar[] {
  const today = calendarDate(now);
  const days = Array.from({ length: DAYS_SHOWN }, (_, back) => plusDays(today, back + 1 - DAYS_SHOWN));
  const counts = Map.groupBy(cards, ({ since }) => calendarDate(since));
  return bars(days.map((day) => ({ id: day, label: printDate(day), value: counts.get(day)?.length ?? 0 })));
}

/** Everything that the charts show, for spreadsheets. */
export function figuresCsv(cards: readonly CaseCard[], now: Date): string {
  const states = Map.groupBy(cards, ({ state }) => state);
  const lines: (string | number)[][] = [
    ['part', 'name', 'column', 'cases'],
    ...APPLICATION_STATES.map((state) => ['state', state, '', states.get(state)?.length ?? 0]),
    ...ages(cards, now).rows.flatMap(({ state, counts }) =>
      counts.map((count, index) => ['age', state, AGE_WORDS.csv(AGES[index]), count]),
    ),
    ...perDay(cards, now).map(({ id, value }) => ['day', id, '', value]),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
