import { randomBytes } from 'node:crypto';
import { makeReference } from '../../domain/reference.ts';
import { gate } from '../../domain/round-gate.ts';
import { programmeOf } from '../store/case-file.ts';
import { putCase } from '../store/case-row.ts';
import { AlreadyDesignatedError, designationOf } from '../store/designation-rows.ts';
import { rowKeys } from '../store/keys.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import { getCaseOfPerson, getPerson } from '../store/person-row.ts';
import { getRound } from '../store/round-row.ts';
import { putNew } from '../store/row-update.ts';
import { type Desk, decideAnew } from './desk.ts';
import { RoundNotOpenError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

class CaseExistsError extends Error {
  override readonly name = 'CaseExistsError';
}

/**
 * Begins an application: a person has one in a round, so a second one is the first.
 *
 * @throws RoundNotFoundError, RoundNotOpenError, AlreadyDesignatedError
 */
export const startDraft = (
  { records, at }: Desk,
  { round: id, person }: { round: string; person: string },
): Promise<{ word: 'started' | 'there-already'; reference: string }> =>
  decideAnew([CaseExistsError], async () => {
    const there = await getCaseOfPerson(records, person, id);
    if (there) return { word: 'there-already', reference: there.reference };

    const [{ round }, { name }, latePassUntil] = await Promise.all([
      getRound(records, id),
      getPerson(records, person),
      getLatePass(records, id, person),
    ]);
    const word = gate(round, latePassUntil ? { latePassUntil } : {}, at);
    if (word !== 'open' && word !== 'late-pass') throw new RoundNotOpenError(word);
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
      putNew({ ...rowKeys['case-of-person'](person, id), kind: 'case-of-person', reference, round: id }, refusal),
      ...recordFact(reference, at, { who: { kind: 'applicant' }, what: 'draft' }, [
        toApplicant({ person }, 'draft-started'),
      ]),
    ]);
    return { word: 'started', reference };
  });
