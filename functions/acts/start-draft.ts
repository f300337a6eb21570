import { randomBytes } from 'node:crypto';
import { makeReference } from '../../domain/reference.ts';
import { gate } from '../../domain/round-gate.ts';
import { programmeOf } from '../store/case-file.ts';
import { CaseMovedOnError, getCase, moveCase, putCase } from '../store/case-row.ts';
import { AlreadyDesignatedError, designationOf } from '../store/designation-rows.ts';
import { rowKeys } from '../store/keys.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import { getCaseOfPerson, getPerson } from '../store/person-row.ts';
import type { Records, Write } from '../store/records.ts';
import { checkGate, getGate, getRound, RoundChangedError } from '../store/round-row.ts';
import { putNew } from '../store/row-update.ts';
import { type Desk, decideAnew } from './desk.ts';
import { RoundNotOpenError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

class CaseExistsError extends Error {
  override readonly name = 'CaseExistsError';
}

/**
 * Begins an application: a person has one in a round, so a second one is the first. One that was not sent before the round
 * closed goes on when the gate lets it in once more.
 *
 * @throws RoundNotFoundError, RoundNotOpenError, AlreadyDesignatedError
 */
export const startDraft = (
  { records, at }: Desk,
  { round: id, person }: { round: string; person: string },
): Promise<{ word: 'started' | 'there-already'; reference: string }> =>
  decideAnew([CaseExistsError, CaseMovedOnError, RoundChangedError], async () => {
    const [there, { round }, opening, { name }, latePassUntil] = await Promise.all([
      getCaseOfPerson(records, person, id),
      getRound(records, id),
      getGate(records, id),
      getPerson(records, person),
      getLatePass(records, id, person),
    ]);
    const word = gate(opening.gate, latePassUntil ? { latePassUntil } : {}, at);
    const letsIn = word === 'open' || word === 'late-pass';
    if (there) {
      if (letsIn) await takeUpAgain(records, there.reference, checkGate(id, opening), at);
      return { word: 'there-already', reference: there.reference };
    }
    if (!letsIn) throw new RoundNotOpenError(word);
    const { programme, generation, body } = round;
    if (await designationOf(records, person, programme)) throw new AlreadyDesignatedError(person);

    const reference = makeReference(programmeOf(generation).prefix, randomBytes(64));
    const startedAt = at.toISOString();
    const refusal = () => new CaseExistsError(reference);
    await records.transact([
      putCase(
        {
          kind: 'case',
          reference,
          programme,
          generation,
          round: id,
          body,
          person,
          state: 'draft',
          run: 0,
          startedAt,
          savedAt: startedAt,
          card: { name, state: 'draft', since: startedAt },
          version: 0,
        },
        refusal,
      ),
      checkGate(id, opening),
      putNew({ ...rowKeys['case-of-person'](person, id), kind: 'case-of-person', reference, round: id }, refusal),
      ...recordFact(reference, at, { who: { kind: 'applicant' }, what: 'draft' }, [
        toApplicant({ person, round: id }, 'draft-started'),
      ]),
    ]);
    return { word: 'started', reference };
  });

/** A draft that the round's end had closed is one again. */
async function takeUpAgain(records: Records, reference: string, isOpen: Write, at: Date): Promise<void> {
  const row = await getCase(records, reference);
  if (row.state !== 'not-submitted') return;
  await records.transact([
    moveCase(row, 'draft', 'applicant', at),
    isOpen,
    ...recordFact(reference, at, { who: { kind: 'applicant' }, what: 'draft' }),
  ]);
}
