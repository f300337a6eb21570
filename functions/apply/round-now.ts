import type { Round } from '../../domain/round.ts';
import { gate } from '../../domain/round-gate.ts';
import { type RoundStanding, roundStanding } from '../../domain/round-standing.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import type { Records } from '../store/records.ts';
import { freeSeat } from '../store/seat-row.ts';

/** A round, and whether one can begin an application in it now. */
export interface RoundNow {
  readonly round: Round;
  readonly now: RoundStanding;
}

export async function roundNow(records: Records, round: Round, at: Date): Promise<RoundNow> {
  const { id, capacity } = round;
  const isFull = capacity !== undefined && (await freeSeat(records, id, capacity)) === undefined;
  return { round, now: roundStanding(round, isFull, at) };
}

/** Until when a person may begin an application in a round, or take one up again, by leave of their own if they have it. */
export async function openUntil(
  records: Records,
  { round, now }: RoundNow,
  person: string,
  at: Date,
): Promise<Date | undefined> {
  if (now.word === 'open') return now.until;
  const latePassUntil = await getLatePass(records, round.id, person);
  return latePassUntil && gate(round, { latePassUntil }, at) === 'late-pass' ? latePassUntil : undefined;
}
