import { gate } from '../../../domain/round-gate.ts';
import { CaseMovedOnError, getCase, moveCase } from '../../store/case-row.ts';
import { SERVICE } from '../../store/event-row.ts';
import { findLatePass } from '../../store/late-pass-row.ts';
import { checkGate, getGate, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { recordFact, toApplicant } from '../timeline.ts';

/**
 * Closes a draft that can no longer be sent, and tells its holder that they have not applied: once for each time that the
 * round closed on it.
 */
export const closeDraft = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  reference: string,
): Promise<'closed' | 'no-draft' | 'can-be-sent'> =>
  decideAnew([CaseMovedOnError, RoundChangedError], async () => {
    const row = await getCase(records, reference);
    if (row.state !== 'draft') return 'no-draft';
    const [opening, pass] = await Promise.all([
      getGate(records, row.round),
      findLatePass(records, row.round, row.person),
    ]);
    const draft = {
      ...(row.savedAt !== undefined && { savedAt: new Date(row.savedAt) }),
      ...(pass && pass.usedFor === undefined && { latePassUntil: pass.until }),
    };
    if (gate(opening.gate, draft, at) !== 'closed') return 'can-be-sent';
    const { closes, reopened } = opening.gate;
    const ends = [closes.instant, reopened?.until.instant, pass?.until].filter((end) => end !== undefined);
    const closed = Math.max(...ends.map((end) => end.getTime()));
    await records.transact([
      moveCase(row, 'not-submitted', 'round', at),
      checkGate(row.round, opening),
      ...recordFact(reference, at, { who: SERVICE, what: 'not-submitted' }, [
        toApplicant(row, 'draft-not-submitted', `closed-${closed}`),
      ]),
    ]);
    return 'closed';
  });
