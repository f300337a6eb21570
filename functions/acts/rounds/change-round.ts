import type { Round } from '../../../domain/round.ts';
import { type RoundWarning, roundWarnings } from '../../../domain/round-validation.ts';
import { programmeOf } from '../../store/case-file.ts';
import type { Actor } from '../../store/event-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { checkRound, datesChanged, readMoments, readTitle, type TypedMoments } from './typed-round.ts';

/** What is to be different; the rest stays as it is. */
export interface RoundChanges extends TypedMoments {
  readonly title?: string | undefined;
  /** `none` takes the limit away. */
  readonly capacity?: number | 'none' | undefined;
  readonly closedMessage?: string | undefined;
}

/**
 * Changes a round that nobody has seen open yet. It keeps its id, also when it opens on another day.
 *
 * @throws NotNowError `open`: put its dates back instead
 * @throws RoundNotFoundError, RoundInvalidError
 */
export const changeRoundBeforeOpening = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, changes, by }: { readonly round: string; readonly changes: RoundChanges; readonly by: Actor },
): Promise<{ round: Round; warnings: readonly RoundWarning[] }> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    if (row.round.state !== 'scheduled' || at >= row.round.opens.instant) throw new NotNowError('open');
    const round = changed(row.round, changes);
    const calendar = await checkRound(records, round, at);
    await records.transact([
      ...putRound(round, row),
      calendar.note(round),
      putRoundEvent(id, at, { who: by, what: 'changed', dates: datesChanged(row.round, round) }),
    ]);
    return { round, warnings: roundWarnings(round, at) };
  });

function changed({ capacity: was, ...round }: Round, changes: RoundChanges): Round {
  const { title = round.title, closedMessage = round.closedMessage, capacity = was } = changes;
  const { timing } = programmeOf(round.generation);
  const typed = {
    opens: changes.opens ?? round.opens.wallClock,
    closes: changes.closes ?? round.closes.wallClock,
    endorsementsDue: changes.endorsementsDue ?? round.endorsementsDue.wallClock,
    decisionsDue: changes.decisionsDue ?? round.decisionsDue.wallClock,
  };
  return {
    ...round,
    ...readMoments(typed, timing),
    title: readTitle(title),
    closedMessage,
    ...(typeof capacity === 'number' && { capacity }),
  };
}
