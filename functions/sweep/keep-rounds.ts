import type { Round, RoundState } from '../../domain/round.ts';
import { roundEvents, stillToDo } from '../../domain/round-moments.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { completeRound } from '../acts/rounds/advance-round.ts';
import { makeReport } from '../figures/make-report.ts';
import { logError } from '../log.ts';
import { repairRound } from '../start-workflows/plan-round.ts';
import { programmeOf } from '../store/case-file.ts';
import { getReport } from '../store/round-report-row.ts';
import { getRound, listRounds } from '../store/round-row.ts';
import { HOURLY_ROUND_INVARIANTS, ROUND_INVARIANTS } from './invariants/invariants.ts';
import type { Violation } from './invariants/violation.ts';
import type { Sweeping } from './sweeping.ts';

const OVER: readonly RoundState[] = ['completed', 'cancelled'];

/** Cancelled rounds are looked at as long as their cases may still have to be ended. */
const LOOKED_AFTER_MS = 7 * 86_400_000;

export interface KeptRounds {
  readonly violations: readonly Violation[];
  /** How many rounds could not be looked after. */
  readonly failed: number;
}

/** Sees to it that every round is where it should be by now, with all its schedules, and has its report when it is over. */
export async function keepRounds(sweeping: Sweeping): Promise<KeptRounds> {
  const { records } = sweeping;
  const programmes = [...new Set(PROGRAMMES.map(({ id }) => id))];
  const rounds = (await Promise.all(programmes.map((id) => listRounds(records, id)))).flat();
  const violations: Violation[] = [];
  let failed = 0;
  for (const round of rounds) {
    try {
      violations.push(...(await keepRound(sweeping, round)));
    } catch (error) {
      failed++;
      logError('a round is not looked after', error, { round: round.id });
    }
  }
  return { violations, failed };
}

async function keepRound(sweeping: Sweeping, round: Round): Promise<Violation[]> {
  const { records, at } = sweeping;
  const { id, body, state, cancelledAt } = round;
  if (state === 'completed') {
    if (isHourly(at) && !(await getReport(records, id))) await makeReport(sweeping, round);
    return [];
  }
  const isLookedAfter = cancelledAt !== undefined && at.getTime() - cancelledAt.getTime() < LOOKED_AFTER_MS;
  if (OVER.includes(state) && !isLookedAfter) return [];

  const looks = [...ROUND_INVARIANTS, ...(isHourly(at) ? HOURLY_ROUND_INVARIANTS : [])];
  const violations = (await Promise.all(looks.map((look) => look(sweeping, round)))).flat();
  const late = await lateMoments(sweeping, id);
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

/** The first sweep of an hour: they are 15 minutes apart. */
const isHourly = (at: Date) => at.getUTCMinutes() < 15;

/** A moment that came so lately may be being done. */
const PATIENCE_MS = 10 * 60_000;

/** What of a round should be done by now. */
async function lateMoments({ records, at }: Sweeping, id: string): Promise<string[]> {
  const { round, done } = await getRound(records, id);
  const events = roundEvents(round, programmeOf(round.generation).timing);
  return stillToDo(events, done, new Date(at.getTime() - PATIENCE_MS)).due.map((event) => event.id);
}
