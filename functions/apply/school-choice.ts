import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { findSchools, isTooCommon, type SchoolCard } from '../store/school-word-row.ts';
import type { FieldError } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import type { AnswerRead } from './read-answer.ts';
import { WORDS } from './words.ts';

/** What a search found, to be chosen from. */
export interface FoundSchools {
  /** The question that asked. */
  readonly field: string;
  readonly schools: readonly SchoolCard[];
  /** There were more than are shown. */
  readonly isCut: boolean;
  /** What is wrong when they were shown already and none was chosen. */
  readonly errors: readonly FieldError[];
}

const MOST_SHOWN = 15;
const URN = /^\d{6}$/;

/**
 * A school by what was typed into `<id>` (name, postcode or URN), or chosen in `<id>-urn` from what an earlier search of
 * the same words found. Typing something else searches again.
 */
export async function readSchool(records: Records, id: string, form: Form): Promise<AnswerRead> {
  const typed = form.one(id).slice(0, 100);
  const chosen = form.one(`${id}-urn`);
  const searched = form.one(`${id}-searched`);
  if (chosen !== '' && (typed === searched || typed === '')) {
    const school = URN.test(chosen) ? await getSchool(records, chosen) : undefined;
    return school
      ? { word: 'answer', answer: school.school.urn }
      : { word: 'wrong', errors: [{ field: id, text: WORDS.school.none }] };
  }
  if (typed === '') return { word: 'none' };
  // as it stands in a suggestion, or by itself
  const urn = /^(\d{6})$|\(URN (\d{6})\)$/.exec(typed)?.slice(1).find(Boolean);
  if (urn) {
    const school = await getSchool(records, urn);
    if (school) return { word: 'answer', answer: school.school.urn };
  }
  const found = await findSchools(records, typed, MOST_SHOWN + 1);
  if (found.length === 0) {
    const text = isTooCommon(typed) ? WORDS.school.tooMany : WORDS.school.none;
    return { word: 'wrong', errors: [{ field: id, text }] };
  }
  const errors = typed === searched ? [{ field: id, text: WORDS.school.choose }] : [];
  return {
    word: 'choose',
    schools: { field: id, schools: found.slice(0, MOST_SHOWN), isCut: found.length > MOST_SHOWN, errors },
  };
}
