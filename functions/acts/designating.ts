import { randomBytes } from 'node:crypto';
import { type DesignationTerm, designate } from '../../domain/designation.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';
import { putDesignation } from '../store/designation-rows.ts';
import { newEntry } from '../store/directory-entry-row.ts';
import { getPerson } from '../store/person-row.ts';
import type { Records, Write } from '../store/records.ts';
import { questionsOf, textAnswer } from './eligibility-facts.ts';

/** What designating the applicant of a case writes. */
export async function designationWrites(records: Records, file: CaseFile, at: Date): Promise<Write[]> {
  const { case: row, programme } = file;
  const { programme: programmeId, generation, body, person, reference, school } = row;
  const { name } = await getPerson(records, person);
  const term = designate(programme, at, randomBytes(64));
  const designation = { ...term, conditions: [...term.conditions], programme: programmeId, generation, body, person };
  return putDesignation(
    { kind: 'designation', ...designation, reference, state: 'active', ...(school !== undefined && { school }) },
    directoryEntry(file, term, name),
    at,
  );
}

/** What the public may read; nothing without consent. */
function directoryEntry(file: CaseFile, { number, startsOn }: DesignationTerm, name: string) {
  const { programme } = file;
  const answers = allAnswers(file);
  if (textAnswer(programme, answers, 'consent') !== 'yes') return undefined;
  const chosen = questionsOf(programme).find(({ kind }) => kind === 'specialisms')?.id;
  const specialisms = chosen === undefined ? undefined : answers[chosen];
  return newEntry(
    { number, programme: programme.id, name, confirmedOn: startsOn },
    {
      specialisms: Array.isArray(specialisms) ? specialisms.filter((one) => typeof one === 'string') : [],
      profile: textAnswer(programme, answers, 'profile') ?? '',
    },
  );
}
