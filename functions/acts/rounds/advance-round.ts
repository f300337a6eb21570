import { type ApplicationState, OPEN_STATES } from '../../../domain/application.ts';
import { statesByTime } from '../../../domain/round.ts';
import { pageOfCases } from '../../store/cards.ts';
import { SERVICE } from '../../store/event-row.ts';
import type { Records } from '../../store/records.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { changeRound, getRound, RoundChangedError, type RoundRow } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';

/**
 * Brings a round into the state in which it should be by now.
 *
 * @returns the round as it is then
 * @throws RoundNotFoundError
 */
export const advanceRound = ({ records, at }: Pick<Desk, 'records' | 'at'>, id: string): Promise<RoundRow> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    const states = statesByTime(row.round, at);
    const state = states.at(-1);
    if (!state) return row;
    await records.transact([
      changeRound(row, { state }),
      ...states.map((passed) => putRoundEvent(id, at, { who: SERVICE, what: passed })),
    ]);
    return getRound(records, id);
  });

/** Ends a round that is deciding when no case of it is open. */
export const completeRound = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  id: string,
): Promise<'completed' | 'not-yet'> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    if (row.round.state !== 'deciding') return 'not-yet';
    // where cases wait longest first: mostly that is all that has to be read
    if (await hasCases(records, id, OPEN_STATES.slice(-1))) return 'not-yet';
    // in the order in which cases move on: one that does so meanwhile is met where it went
    if (await hasCases(records, id, OPEN_STATES)) return 'not-yet';
    await records.transact([
      changeRound(row, { state: 'completed' }),
      putRoundEvent(id, at, { who: SERVICE, what: 'completed' }),
    ]);
    return 'completed';
  });

const hasCases = async (records: Records, round: string, states: readonly ApplicationState[]): Promise<boolean> =>
  (await pageOfCases(records, round, states, 1)).cases.length > 0;
