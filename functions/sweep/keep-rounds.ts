import { isOver, statesByTime } from '../../domain/round.ts';
import { roundEvents, stillToDo } from '../../domain/round-moments.ts';
import { completeRound } from '../acts/rounds/advance-round.ts';
import { makeReport } from '../figures/make-report.ts';
import { logError } from '../log.ts';
import { repairRound } from '../start-workflows/plan-round.ts';
import { programmeOf } from '../store/case-file.ts';
import { getReport } from '../store/round-report-row.ts';
import { everyRoundRow, type RoundRow } from '../store/round-row.ts';
import { HOURLY_ROUND_INVARIANTS, ROUND_INVARIANTS } from './invariants/invariants.ts';
import type { Violation } from './invariants/violation.ts';
import { isHourly, type Sweeping, type Swept } from './sweeping.ts';

/** Cancelled rounds are looked at as long as their cases may still have to be ended. */
const LOOKED_AFTER_MS = 7 * 86_400_000;

/**
 * Sees to it that every round is where it should be by now, with all its schedules, and has its report when it is over.
 * All of them are read once an hour. In between, what was read then tells which of their moments have come: only when one
 * of these may not have been done is there anything to read again.
 */
export class RoundKeeper {
  /** The rounds as they were read last; nothing when one of them was not as it should be. */
  #seen: readonly RoundRow[] | undefined;

  async keep(sweeping: Sweeping): Promise<Swept> {
    const { records, at } = sweeping;
    if (this.#seen && !isHourly(at) && !this.#seen.some((row) => isBehind(row, at)))
      return { violations: [], failed: 0 };
    const rows = await everyRoundRow(records);
    const violations: Violation[] = [];
    let failed = 0;
    for (const row of rows) {
      try {
        violations.push(...(await keepRound(sweeping, row)));
      } catch (error) {
        failed++;
        logError('a round is not looked after', error, { round: row.round.id });
      }
    }
    this.#seen = failed === 0 && violations.length === 0 ? rows : undefined;
    return { violations, failed };
  }
}

function isBehind(row: RoundRow, at: Date): boolean {
  if (isOver(row.round)) return false;
  return statesByTime(row.round, at).length > 0 || lateMoments(row, at).length > 0;
}

async function keepRound(sweeping: Sweeping, row: RoundRow): Promise<Violation[]> {
  const { records, at } = sweeping;
  const { round } = row;
  const { id, body, state, cancelledAt } = round;
  if (state === 'completed') {
    if (isHourly(at) && !(await getReport(records, id))) await makeReport(sweeping, round);
    return [];
  }
  const isLookedAfter = cancelledAt !== undefined && at.getTime() - cancelledAt.getTime() < LOOKED_AFTER_MS;
  if (isOver(round) && !isLookedAfter) return [];

  const looks = [...ROUND_INVARIANTS, ...(isHourly(at) ? HOURLY_ROUND_INVARIANTS : [])];
  const violations = (await Promise.all(looks.map((look) => look(sweeping, row)))).flat();
  const late = lateMoments(row, at);
  if (violations.length === 0 && late.length === 0) {
    if (state === 'deciding' && (await completeRound(sweeping, id)) === 'completed') await makeReport(sweeping, round);
    return [];
  }
  const { stuck, word } = await repairRound(sweeping, id, at);
  if (word === 'completed') await makeReport(sweeping, round);
  const of = { round: id, body };
  const notDone = late.filter((moment) => stuck.includes(moment));
  return [
    ...violations,
    ...notDone.map((moment) => ({ rule: 'round-moment-stuck', of, subject: moment, repaired: false })),
  ];
}

/** A moment that came so lately may be being done. */
const PATIENCE_MS = 10 * 60_000;

/** What of a round should be done by now. */
function lateMoments({ round, done }: RoundRow, at: Date): string[] {
  const events = roundEvents(round, programmeOf(round.generation).timing);
  return stillToDo(events, done, new Date(at.getTime() - PATIENCE_MS)).due.map((event) => event.id);
}
