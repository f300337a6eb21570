import { unanswered } from '../../domain/completeness.ts';
import { findVariant, variantQuestions } from '../../domain/school-variant.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { schoolOf } from '../store/school-row.ts';
import { textAnswer, variantAnswers } from './eligibility-facts.ts';

/** What an applicant has answered, which kind of school is theirs, and what is still missing: ids of questions. */
export async function completeness(records: Records, file: CaseFile, answers = allAnswers(file)) {
  const { programme } = file;
  const school = await schoolOf(records, textAnswer(programme, answers, 'school'));
  const { variant } = findVariant(programme.variants, school, variantAnswers(programme, answers));
  const asked = school ? variantQuestions(programme.variants, school) : [];
  return { answers, school, variant, asked, missing: unanswered(programme, variant, asked, answers) };
}
