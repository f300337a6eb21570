import type { Round } from '../../../domain/round.ts';
import { type RoundWarning, roundWarnings } from '../../../domain/round-validation.ts';
import { CLOSED_MESSAGE } from '../../../domain/words.ts';
import { findProgramme } from '../../../programmes/programmes.ts';
import type { Actor } from '../../store/event-row.ts';
import { rowKeys } from '../../store/keys.ts';
import type { Records } from '../../store/records.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { putRound, RoundChangedError, roundRow } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { RoundExistsError, RoundInvalidError } from './refusals.ts';
import { checkRound, readMoments, readTitle, type TypedMoments } from './typed-round.ts';

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
const BODY = /^[a-z0-9-]{1,28}$/;

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
    const asked = readRound(typed);
    const round = { ...asked, id: await freeId(records, asked.id) };
    const calendar = await checkRound(records, round, at);
    await records.transact([
      ...putRound(round),
      calendar.note(round),
      putRoundEvent(round.id, at, { who: by, what: 'created' }),
    ]);
    return { round, warnings: roundWarnings(round, at) };
  });

/** Another number for the round that takes the place of one that was cancelled. */
const MOST_OF_A_DAY = 9;

/** @throws RoundExistsError */
async function freeId(records: Records, day: string): Promise<string> {
  for (let number = 1; number <= MOST_OF_A_DAY; number++) {
    const id = number === 1 ? day : `${day}-${number}`;
    const there = await records.get(rowKeys.round(id), roundRow);
    if (!there) return id;
    if (there.round.state !== 'cancelled') throw new RoundExistsError(id);
  }
  throw new RoundExistsError(day);
}

function readRound(typed: TypedRound): Round {
  const { title, capacity, closedMessage = CLOSED_MESSAGE, body = 'national' } = typed;
  const programme = findProgramme(typed.programme);
  if (!programme) throw new RoundInvalidError([{ word: 'unknown-programme' }]);
  const isNational = programme.designatedBy === 'national';
  if (isNational && body !== 'national') throw new RoundInvalidError([{ word: 'body-not-wanted' }]);
  if (!isNational && body === 'national') throw new RoundInvalidError([{ word: 'no-body' }]);
  if (!BODY.test(body)) throw new RoundInvalidError([{ word: 'body-unreadable' }]);
  const moments = readMoments(typed, programme.timing);
  return {
    id: [programme.id, ...(isNational ? [] : [body]), moments.opens.wallClock.slice(0, 10)].join('-'),
    title: readTitle(title),
    programme: programme.id,
    generation: programme.generation,
    body,
    state: 'scheduled',
    ...moments,
    ...(capacity !== undefined && { capacity }),
    closedMessage,
  };
}
