import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { findSchools, isTooCommon } from '../store/school-word-row.ts';
import type { Form } from '../web/form.ts';
import { type AnswerResult, answer, NONE, wrong } from './answer-result.ts';
import { WORDS } from './words.ts';

const MOST_SHOWN = 15;
const URN = /^\d{6}$/;

/**
 * A school by what was typed into `<id>` (name, postcode or URN), or chosen in `<id>-urn` from what an earlier search of
 * the same words found. Typing something else searches again.
 */
export async function readSchool(records: Records, id: string, form: Form): Promise<AnswerResult> {
  const typed = form.one(id).slice(0, 100);
  const chosen = form.one(`${id}-urn`);
  const searched = form.one(`${id}-searched`);
  if (chosen !== '' && (typed === searched || typed === '')) {
    const school = URN.test(chosen) ? await getSchool(records, chosen) : undefined;
    return school ? answer(school.school.urn) : wrong(id, WORDS.school.none);
  }
  if (typed === '') return NONE;
  // as it stands in a suggestion, or by itself
  const urn = /^(\d{6})$|\(URN (\d{6})\)$/.exec(typed)?.slice(1).find(Boolean);
  if (urn) {
    const school = await getSchool(records, urn);
    if (school) return answer(school.school.urn);
  }
  const found = await findSchools(records, typed, MOST_SHOWN + 1);
  if (found.length === 0) return wrong(id, isTooCommon(typed) ? WORDS.school.tooMany : WORDS.school.none);
  const errors = typed === searched ? [{ field: id, text: WORDS.school.choose }] : [];
  return {
    word: 'choose',
    schools: { field: id, schools: found.slice(0, MOST_SHOWN), isCut: found.length > MOST_SHOWN, errors },
  };
}
