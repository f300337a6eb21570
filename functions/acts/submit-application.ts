import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, type CaseRow, moveCase } from '../store/case-row.ts';
import { useLatePass } from '../store/late-pass-row.ts';
import type { Records, Write } from '../store/records.ts';
import { checkGate, RoundChangedError } from '../store/round-row.ts';
import { freeSeat, SeatTakenError, takeSeat } from '../store/seat-row.ts';
import { admission } from './admission.ts';
import { completeness } from './completeness.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NoDraftError, NotCompleteError, RoundFullError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

/** The stream starts the workflow within seconds; after this time the sweep looks whether it did. */
const LOOK_AFTER_MS = 5 * 60_000;

/**
 * Sends an application, if at this instant the gate of its round lets it in and every question is answered. Sending it
 * again says that it was sent.
 *
 * @throws NoDraftError, NotCompleteError, RoundNotOpenError, RoundFullError
 */
export const submitApplication = (
  desk: Desk,
  { reference, statementsTicked }: { reference: string; statementsTicked: boolean },
): Promise<{ word: 'submitted' | 'already-submitted'; reference: string }> =>
  decideAnew([CaseMovedOnError, RoundChangedError, SeatTakenError], async () => {
    const { records, at } = desk;
    const file = await readCaseFile(records, reference);
    const row = file.case;
    if (row.submittedAt !== undefined) return { word: 'already-submitted', reference };
    if (row.state !== 'draft') throw new NoDraftError(reference);

    const admitted = await admission(desk, row);
    const { missing, school, variant } = await completeness(records, file);
    if (!statementsTicked) missing.push('statements');
    if (missing.length > 0) throw new NotCompleteError(missing);

    const place = await takePlace(records, row, admitted);
    const { name, region } = school ?? {};
    const card = { ...row.card, ...(name && { school: name.slice(0, 80) }), ...(region && { region }) };
    await records.transact([
      moveCase(row, 'submitted', 'applicant', at, {
        set: {
          run: 1,
          submittedAt: at.toISOString(),
          admitted: admitted.word,
          variant,
          card,
          ...(school && { school: school.urn }),
        },
        lookAt: new Date(at.getTime() + LOOK_AFTER_MS),
      }),
      checkGate(row.round, admitted.opening),
      ...place,
      ...recordFact(reference, at, { who: { kind: 'applicant' }, what: 'submitted' }, [
        toApplicant(row, 'application-received'),
      ]),
    ]);
    return { word: 'submitted', reference };
  });

/**
 * What letting an application in takes: a late pass is used up; of a round that takes so many, a place is. A late pass
 * needs no place: whoever gave it has thought of that. A place stays taken when the application is withdrawn.
 */
async function takePlace(
  records: Records,
  { round, person, reference }: CaseRow,
  { word, opening, latePassUntil }: Awaited<ReturnType<typeof admission>>,
): Promise<Write[]> {
  if (word === 'late-pass') return latePassUntil ? [useLatePass(round, person, latePassUntil, reference)] : [];
  const { capacity } = opening.gate;
  if (capacity === undefined) return [];
  const seat = await freeSeat(records, round, capacity);
  if (seat === undefined) throw new RoundFullError(round);
  return [takeSeat(round, seat, reference)];
}
