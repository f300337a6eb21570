import type { Round } from '../../../domain/round.ts';
import { type RoundWarning, roundWarnings } from '../../../domain/round-validation.ts';
import { CLOSED_MESSAGE } from '../../../domain/words.ts';
import { findProgramme } from '../../../programmes/programmes.ts';
import type { Actor } from '../../store/event-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { putRound, RoundChangedError, roundRow } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { RoundExistsError, RoundInvalidError } from './refusals.ts';
import { checkRound, readMoments, type TypedMoments } from './typed-round.ts';

/** A round as its manager typed it. */
export interface TypedRound extends TypedMoments {
  readonly programme: string;
  readonly title: string;
  readonly opens: string;
  /** `national`, or the id of the teaching school that designates: small letters, digits and `-`. */
  readonly body?: string | undefined;
  readonly capacity?: number | undefined;
  readonly closedMessage?: string | undefined;
}

/** Schedules are named `<round>.<moment>`, in 64 signs. */
const BODY = /^[a-z0-9-]{1,30}$/;

/**
 * Makes a round. Its row has its schedules made.
 *
 * @returns the round, and what its manager should look at again
 * @throws RoundInvalidError, RoundExistsError
 */
export const createRound = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  typed: TypedRound,
  by: Actor,
): Promise<{ round: Round; warnings: readonly RoundWarning[] }> =>
  decideAnew([RoundChangedError], async () => {
    const round = readRound(typed);
    if (await records.get(rowKeys.round(round.id), roundRow)) throw new RoundExistsError(round.id);
    const calendar = await checkRound(records, round, at);
    await records.transact([
      ...putRound(round),
      calendar.note(round),
      putRoundEvent(round.id, at, { who: by, what: 'created' }),
    ]);
    return { round, warnings: roundWarnings(round) };
  });

function readRound(typed: TypedRound): Round {
  const { title, capacity, closedMessage = CLOSED_MESSAGE, body = 'national' } = typed;
  const programme = findProgramme(typed.programme);
  if (!programme) throw new RoundInvalidError([{ word: 'unknown-programme' }]);
  const isNational = body === 'national';
  if (isNational !== (programme.designatedBy === 'national') || !BODY.test(body)) {
    throw new RoundInvalidError([{ word: 'wrong-body' }]);
  }
  if (title.trim() === '') throw new RoundInvalidError([{ word: 'no-title' }]);
  const moments = readMoments(typed, programme.timing);
  return {
    id: [programme.id, ...(isNational ? [] : [body]), moments.opens.wallClock.slice(0, 10)].join('-'),
    title: title.trim(),
    programme: programme.id,
    generation: programme.generation,
    body,
    state: 'scheduled',
    ...moments,
    ...(capacity !== undefined && { capacity }),
    closedMessage,
  };
}
