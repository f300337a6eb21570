import { randomBytes } from 'node:crypto';
import { designate } from '../../domain/designation.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';
import { putDesignationEvent } from '../store/designation-event-row.ts';
import { putDesignation } from '../store/designation-rows.ts';
import { type DirectoryEntryRow, newEntry } from '../store/directory-entry-row.ts';
import type { Actor } from '../store/event-row.ts';
import { getPerson } from '../store/person-row.ts';
import type { Records, Write } from '../store/records.ts';
import { questionsOf, textAnswer } from './eligibility-facts.ts';

/** What designating the applicant of a case writes. */
export async function designationWrites(records: Records, file: CaseFile, at: Date, by: Actor): Promise<Write[]> {
  const { case: row, programme } = file;
  const { programme: programmeId, generation, body, person, reference, school } = row;
  const { name } = await getPerson(records, person);
  const term = designate(programme, at, randomBytes(64));
  const designation = { ...term, conditions: [...term.conditions], programme: programmeId, generation, body, person };
  const agrees = textAnswer(programme, allAnswers(file), 'consent') === 'yes';
  const designating = putDesignation(
    { kind: 'designation', ...designation, reference, state: 'active', ...(school !== undefined && { school }) },
    agrees ? entryFromAnswers(file, term.number, name, term.startsOn) : undefined,
    at,
  );
  return [...designating, putDesignationEvent(term.number, at, { who: by, what: 'designated' })];
}

/** The entry of somebody who agreed to be listed, as they wrote it in their application. */
export function entryFromAnswers(file: CaseFile, number: string, name: string, confirmedOn: string): DirectoryEntryRow {
  const { programme } = file;
  const answers = allAnswers(file);
  const chosen = questionsOf(programme).find(({ kind }) => kind === 'specialisms')?.id;
  const specialisms = chosen === undefined ? undefined : answers[chosen];
  return newEntry(
    { number, programme: programme.id, name, confirmedOn },
    {
      specialisms: Array.isArray(specialisms) ? specialisms.filter((one) => typeof one === 'string') : [],
      profile: textAnswer(programme, answers, 'profile') ?? '',
    },
  );
}
