import { mayMoveRound, type Round } from '../../../domain/round.ts';
import { pageOfCases } from '../../store/cards.ts';
import type { Actor } from '../../store/event-row.ts';
import type { Records } from '../../store/records.ts';
import { readCalendar } from '../../store/round-calendar-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { RoundInvalidError } from './refusals.ts';

/**
 * Cancels a round in which nobody has been designated. From this instant on nothing can be sent; the round's workflow ends
 * the open cases and tells the applicants (`cancel-case.ts`). A decision that was released before stands.
 *
 * @throws NotNowError `designated`, or `over`
 * @throws RoundNotFoundError, RoundInvalidError
 */
export const cancelRound = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, by, reason }: { readonly round: string; readonly by: Actor; readonly reason: string },
): Promise<'cancelled' | 'already-cancelled'> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    if (row.round.state === 'cancelled') return 'already-cancelled';
    await checkCancelling(records, row.round, reason);
    const round = { ...row.round, state: 'cancelled' as const, cancelledAt: at };
    const calendar = await readCalendar(records, round);
    await records.transact([
      ...putRound(round, row),
      calendar.note(round),
      putRoundEvent(id, at, { who: by, what: 'cancelled', why: reason.trim() }),
    ]);
    return 'cancelled';
  });

/** @throws the refusals of `cancelRound`; writes nothing */
export async function checkCancelling(
  records: Records,
  { id, state }: Pick<Round, 'id' | 'state'>,
  reason: string,
): Promise<void> {
  if (mayMoveRound(state, 'cancelled', 'manager') !== 'may-move') throw new NotNowError('over');
  if (reason.trim() === '') throw new RoundInvalidError([{ word: 'no-reason' }]);
  const { cases } = await pageOfCases(records, id, ['designated'], 1);
  if (cases.length > 0) throw new NotNowError('designated');
}
