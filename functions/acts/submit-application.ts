import { unanswered } from '../../domain/completeness.ts';
import { gate } from '../../domain/round-gate.ts';
import { findVariant, variantQuestions } from '../../domain/school-variant.ts';
import { allAnswers, type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, moveCase } from '../store/case-row.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import { checkGate, getGate, RoundChangedError } from '../store/round-row.ts';
import { getSchool } from '../store/school-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { textAnswer, variantAnswers } from './eligibility-facts.ts';
import { NoDraftError, NotCompleteError, RoundNotOpenError } from './refusals.ts';
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

    const opening = await getGate(records, row.round);
    const admitted = await admission(desk, file, opening.gate);
    const { missing, school, variant } = await completeness(desk, file);
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

async function admission({ records, at }: Desk, { case: row }: CaseFile, dates: Parameters<typeof gate>[0]) {
  const latePassUntil = await getLatePass(records, row.round, row.person);
  const savedAt = row.savedAt === undefined ? {} : { savedAt: new Date(row.savedAt) };
  const word = gate(dates, { ...savedAt, ...(latePassUntil && { latePassUntil }) }, at);
  if (word !== 'open' && word !== 'in-grace' && word !== 'late-pass') throw new RoundNotOpenError(word);
  return word;
}

async function completeness({ records }: Desk, file: CaseFile) {
  const { programme } = file;
  const answers = allAnswers(file);
  const urn = textAnswer(programme, answers, 'school');
  const school = urn === undefined ? undefined : (await getSchool(records, urn))?.school;
  const { variant } = findVariant(programme.variants, school, variantAnswers(programme, answers));
  const asked = school ? variantQuestions(programme.variants, school) : [];
  return { missing: unanswered(programme, variant, asked, answers), variant, school };
}
