import { countWords, type SupportedSchool } from '../../domain/answers.ts';
import { calendarDate } from '../../domain/london-time.ts';
import type { SupportedSchoolsQuestion } from '../../programmes/form.ts';
import { NoDraftError } from '../acts/refusals.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { type FieldError, goTo, show, showErrors } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import type { FoundSchools } from './answer-result.ts';
import { pageOf, versionOf } from './draft.ts';
import { formAtHand, keepAnswers } from './form-at-hand.ts';
import { ownCase } from './own-case.ts';
import { CHARACTERS_A_WORD } from './read-answer.ts';
import { readSchool } from './school-choice.ts';
import { WORDS } from './words.ts';

const TEMPLATE = 'apply/supported-school.njk';

/** One school of the add-another list: `/schools/new` or its place in the list, from 1. */
export const supportedSchoolPage =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const place = await placeOf(records, request);
    return show(TEMPLATE, { ...place.view, values: request.kept ?? (place.entry ? fieldsOf(place.entry) : {}) });
  };

/** Adds, changes or removes it. */
export const saveSupportedSchool =
  (desk: PageDesk): Page =>
  async (request) => {
    const { records } = desk;
    const { file, view, list, index, entry, section } = await placeOf(records, request);
    const { form, at } = request;
    const changed = [...list];
    if (form.has('remove')) changed.splice(index, 1);
    else {
      const read = await readEntry(records, view.question, form, entry, at);
      if (!read.entry) {
        const { errors, choose } = read;
        const status = errors.length > 0 ? 422 : 200;
        return { show: TEMPLATE, with: { ...view, values: form.typed(), choose }, errors, status };
      }
      changed[index] = read.entry;
    }
    const answers = { [view.question.id]: changed };
    const seen = Number(form.one('seen')) || 0;
    const save = { reference: view.reference, section: section.id, answers, seen };
    const kept = await keepAnswers(deskOf(desk, request), file, save);
    const again = { ...view, values: form.typed() };
    if (kept.word === 'changed-elsewhere')
      return { ...show(TEMPLATE, { ...again, isChangedElsewhere: true }), status: 409 };
    if (kept.word === 'needed') return showErrors(TEMPLATE, again, [{ field: 'school', text: WORDS.supported.last }]);
    return goTo(view.back);
  };

async function placeOf(records: Records, request: PageRequest) {
  const file = await ownCase(records, request);
  const form = await formAtHand(records, file, request.at);
  if (!form) throw new NoDraftError(file.case.reference);
  const { section, page } = pageOf(form, request.parameters.page ?? '');
  const question = page.questions.find((one): one is SupportedSchoolsQuestion => one.kind === 'supported-schools');
  if (!question) throw new PageNotFoundError();
  const list = (form.answers[question.id] ?? []) as readonly SupportedSchool[];
  const { number = '' } = request.parameters;
  const index = number === 'new' ? list.length : Number(number) - 1;
  const entry = list[index];
  if (number === 'new' ? list.length >= question.atMost : !entry) throw new PageNotFoundError();
  const { reference } = file.case;
  return {
    file,
    list,
    index,
    entry,
    section,
    view: {
      back: `/applications/${reference}/questions/${page.id}`,
      reference,
      question,
      entry,
      seen: request.kept?.seen ?? versionOf(file, section.id),
    },
  };
}

interface EntryRead {
  readonly entry?: SupportedSchool;
  readonly errors: readonly FieldError[];
  readonly choose?: FoundSchools;
}

async function readEntry(
  records: Records,
  { roles, impactMaxWords }: SupportedSchoolsQuestion,
  form: Form,
  before: SupportedSchool | undefined,
  at: Date,
): Promise<EntryRead> {
  const errors: FieldError[] = [];
  const found = await readSchool(records, 'school', form);
  if (found.word === 'wrong') errors.push(...found.errors);
  if (found.word === 'none' && !before) errors.push({ field: 'school', text: WORDS.school.enter });
  const role = form.one('role');
  if (!roles.some(({ id }) => id === role)) errors.push({ field: 'role', text: WORDS.supported.role });
  const from = readDate(form, 'from');
  if (from === '') errors.push({ field: 'from-day', text: WORDS.supported.from });
  if (from === 'wrong') errors.push({ field: 'from-day', text: WORDS.supported.fromDate });
  const to = readDate(form, 'to');
  if (to === 'wrong') errors.push({ field: 'to-day', text: WORDS.supported.toDate });
  else if (to !== '' && from !== 'wrong' && to < from) errors.push({ field: 'to-day', text: WORDS.supported.order });
  if (from !== 'wrong' && from > calendarDate(at)) errors.push({ field: 'from-day', text: WORDS.supported.future });
  const impact = form.one('impact');
  const words = countWords(impact);
  if (words === 0) errors.push({ field: 'impact', text: WORDS.supported.impact });
  if (words > impactMaxWords) errors.push({ field: 'impact', text: WORDS.tooManyWords(impactMaxWords, words) });
  const most = impactMaxWords * CHARACTERS_A_WORD;
  if (impact.length > most) errors.push({ field: 'impact', text: WORDS.tooLong(most) });

  if (found.word === 'choose') return { errors: [...errors, ...found.schools.errors], choose: found.schools };
  if (errors.length > 0) return { errors };
  const urn = found.word === 'answer' ? String(found.answer) : (before?.urn ?? '');
  const name = (await getSchool(records, urn))?.school.name ?? before?.name ?? '';
  return { errors, entry: { name, urn, from, ...(to !== '' && { to }), role, impact } };
}

/** A calendar date of three fields; empty when none is filled in. */
function readDate(form: Form, name: string): string {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => form.one(`${name}-${part}`));
  if (day === '' && month === '' && year === '') return '';
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${date}T00:00Z`);
  const isReal = /^(19|20)\d\d-\d\d-\d\d$/.test(date) && !Number.isNaN(instant);
  return isReal && new Date(instant).toISOString().startsWith(date) ? date : 'wrong';
}

function fieldsOf({ from, to = '', role, impact }: SupportedSchool): Record<string, string> {
  const parts = (name: string, date: string) => {
    const [year = '', month = '', day = ''] = date === '' ? [] : date.split('-').map((part) => String(Number(part)));
    return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
  };
  return { ...parts('from', from), ...parts('to', to), role, impact };
}
