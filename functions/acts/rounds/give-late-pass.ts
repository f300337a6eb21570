import { isOver } from '../../../domain/round.ts';
import { gate } from '../../../domain/round-gate.ts';
import { getCase } from '../../store/case-row.ts';
import type { Actor } from '../../store/event-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { findLatePass, putLatePass } from '../../store/late-pass-row.ts';
import { oweMessage } from '../../store/message-row.ts';
import { getCaseOfPerson, getPerson, personKey } from '../../store/person-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { recordFact } from '../timeline.ts';
import { RoundInvalidError } from './refusals.ts';
import { readTyped, requireBeforeDecisions } from './typed-round.ts';

export interface LatePassToGive {
  readonly round: string;
  readonly person: string;
  /** By London's clocks: `2027-03-05T17:00`. */
  readonly until: string;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Lets one person send one application after the round has closed, and tells them. A pass that was not used can be given
 * anew, until another time.
 *
 * @throws NotNowError `not-closed`: everybody can apply; `over`, `sent`: they have sent their application
 * @throws RoundNotFoundError, PersonNotFoundError, RoundInvalidError
 */
export const giveLatePass = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, person, until: typed, by, reason }: LatePassToGive,
): Promise<Date> =>
  decideAnew([RoundChangedError], async () => {
    const [{ round }, was, , there] = await Promise.all([
      getRound(records, id),
      findLatePass(records, id, person),
      getPerson(records, person),
      getCaseOfPerson(records, person, id),
    ]);
    if (isOver(round)) throw new NotNowError('over');
    if (gate(round, {}, at) !== 'closed') throw new NotNowError('not-closed');
    if (was?.usedFor !== undefined || (there && (await isSent(there.reference)))) throw new NotNowError('sent');
    if (reason.trim() === '') throw new RoundInvalidError([{ word: 'no-reason' }]);
    const end = readTyped('until', typed);
    const until = end.instant;
    if (until <= at) throw new RoundInvalidError([{ word: 'not-later', moment: 'until' }]);
    requireBeforeDecisions('until', end, round);
    // the same again changes nothing, and is told once
    if (was?.until.getTime() === until.getTime()) return until;
    await records.transact([
      putLatePass({ kind: 'late-pass', round: id, person, until, by, reason: reason.trim(), givenAt: at }, was),
      putRoundEvent(id, at, { who: by, what: 'late-pass', person, dates: { until: { to: typed } } }),
      ...(there ? recordFact(there.reference, at, { who: by, what: 'late-pass', words: reason.trim() }) : []),
      oweMessage(personKey(person), {
        template: 'late-pass',
        // the same end can be given again, after another one
        subject: `${id}-until-${until.getTime()}-given-${at.getTime()}`,
        occurrence: 1,
        reference: person,
        recipient: personKey(person),
        about: rowKeys.round(id),
        owedAt: at.toISOString(),
      }),
    ]);
    return until;

    async function isSent(reference: string): Promise<boolean> {
      return (await getCase(records, reference)).submittedAt !== undefined;
    }
  });
