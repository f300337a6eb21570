import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, moveCase } from '../store/case-row.ts';
import { checkGate, RoundChangedError } from '../store/round-row.ts';
import { admission } from './admission.ts';
import { completeness } from './completeness.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NoDraftError, NotCompleteError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

/** The stream starts the workflow within seconds; after this time the sweep looks whether it did. */
const LOOK_AFTER_MS = 5 * 60_000;

/**
 * Sends an application, if at this instant the gate of its round lets it in and every question is answered. Sending it
 * again says that it was sent.
 *
 * @throws NoDraftError, NotCompleteError, RoundNotOpenError
 */
export const submitApplication = (
  desk: Desk,
  { reference, statementsTicked }: { reference: string; statementsTicked: boolean },
): Promise<{ word: 'submitted' | 'already-submitted'; reference: string }> =>
  decideAnew([CaseMovedOnError, RoundChangedError], async () => {
    const { records, at } = desk;
    const file = await readCaseFile(records, reference);
    const row = file.case;
    if (row.submittedAt !== undefined) return { word: 'already-submitted', reference };
    if (row.state !== 'draft') throw new NoDraftError(reference);

    const { word: admitted, opening } = await admission(desk, row);
    const { missing, school, variant } = await completeness(records, file);
    if (!statementsTicked) missing.push('statements');
    if (missing.length > 0) throw new NotCompleteError(missing);

    const card = { ...row.card, ...(school && { school: school.name.slice(0, 80) }) };
    await records.transact([
      moveCase(row, 'submitted', 'applicant', at, {
        set: { run: 1, submittedAt: at.toISOString(), admitted, variant, card, ...(school && { school: school.urn }) },
        lookAt: new Date(at.getTime() + LOOK_AFTER_MS),
      }),
      checkGate(row.round, opening),
      ...recordFact(reference, at, { who: { kind: 'applicant' }, what: 'submitted' }, [
        toApplicant(row, 'application-received'),
      ]),
    ]);
    return { word: 'submitted', reference };
  });
