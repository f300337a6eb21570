import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../domain/answers.ts';
import type { FormPage, Question } from '../../programmes/form.ts';
import { NoDraftError } from '../acts/refusals.ts';
import { emailOf } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { type FieldError, goTo, type PageAnswer, show } from '../web/answer.ts';
import type { Typed } from '../web/form.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import type { FoundSchools } from './answer-result.ts';
import { type ApplicantForm, pageOf, readForm, versionOf } from './draft.ts';
import { formAtHand, keepAnswers, listOf } from './form-at-hand.ts';
import { ownCase } from './own-case.ts';
import { questionViews, warningsOf } from './question-view.ts';
import { readAnswer } from './read-answer.ts';
import { WORDS } from './words.ts';

const TEMPLATE = 'apply/question-page.njk';

/** The questions of one page, with the answers so far. Once the application is sent they are read on another page. */
export const questionPage =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const file = await ownCase(records, request);
    const form = await formAtHand(records, file, request.at);
    return form
      ? show(TEMPLATE, await view(records, form, request, request.kept))
      : goTo(`/applications/${file.case.reference}`);
  };

/** Keeps what was typed and goes on to the next page. Nothing need be complete; what is there must fit. */
export const saveQuestions =
  (desk: PageDesk): Page =>
  async (request) => {
    const { records } = desk;
    const file = await ownCase(records, request);
    const before = await formAtHand(records, file, request.at);
    if (!before) throw new NoDraftError(file.case.reference);
    const { section, page } = pageOf(before, request.parameters.page ?? '');
    const answers: Record<string, Answer> = {};
    const errors: FieldError[] = [];
    let choose: FoundSchools | undefined;
    for (const question of page.questions) {
      const read = await readAnswer(records, file.programme, question, request.form);
      if (read.word === 'answer') answers[question.id] = read.answer;
      if (read.word === 'wrong') errors.push(...read.errors);
      if (read.word === 'choose') choose = read.schools;
    }
    if (errors.length > 0) return again(records, before, request, { errors });
    if (choose) return again(records, before, request, { choose, errors: choose.errors });

    const { reference } = file.case;
    const seen = Number(request.form.one('seen')) || 0;
    const kept = await keepAnswers(deskOf(desk, request), file, { reference, section: section.id, answers, seen });
    // the other tab's answers stand beside what was typed here, and saving once more replaces them
    if (kept.word === 'changed-elsewhere')
      return { ...(await again(records, before, request, { isChangedElsewhere: true })), status: 409 };
    if (kept.word === 'needed') {
      return again(records, before, request, {
        errors: kept.questions.map((field) => ({ field, text: WORDS.needed })),
      });
    }
    if (request.form.has('add')) return goTo(`/applications/${reference}/questions/${page.id}/schools/new`);
    if (file.case.state !== 'draft') return goTo(listOf(file));
    const after = await readForm(records, file, { ...before.answers, ...answers });
    return goTo(nextPath(before, after, page.id, await emailFor(records, after, page)));
  };

interface Again {
  readonly errors?: readonly FieldError[];
  readonly choose?: FoundSchools;
  readonly isChangedElsewhere?: true;
}

async function again(
  records: Records,
  form: ApplicantForm,
  request: PageRequest,
  { errors = [], ...more }: Again,
): Promise<PageAnswer & { show: string }> {
  const status = errors.length > 0 ? 422 : 200;
  return {
    show: TEMPLATE,
    with: { ...(await view(records, form, request, request.form.typed())), ...more },
    errors,
    status,
  };
}

async function view(records: Records, form: ApplicantForm, request: PageRequest, typed?: Typed) {
  const { section, page } = pageOf(form, request.parameters.page ?? '');
  const { reference } = form.file.case;
  return {
    back: listOf(form.file),
    isDraft: form.file.case.state === 'draft',
    reference,
    section,
    page,
    // of a form that was typed before signing in again, what it stood on
    seen: request.kept?.seen ?? versionOf(form.file, section.id),
    questions: questionViews(form, page, await emailFor(records, form, page), typed),
    hasSchool: asksForSchool(page) && form.school !== undefined,
    isOdd: request.query.has('look'),
    chosen: request.query.has('chosen') ? form.school?.name : undefined,
  };
}

/** The applicant's own address, where endorsers' addresses are held against it. */
const emailFor = async (records: Records, { file }: ApplicantForm, { questions }: FormPage) =>
  questions.some(({ kind }) => kind === 'endorser') ? emailOf(records, file.case.person) : undefined;

const asksForSchool = ({ questions }: FormPage) => questions.some(({ kind }) => kind === 'school');

const isChanged = ({ id }: Question, before: ApplicantForm, after: ApplicantForm) =>
  !isDeepStrictEqual(before.answers[id], after.answers[id]);

/**
 * A school that was just chosen is shown with what the register says of it, an endorser with what is odd about them; then
 * comes the section's next page, or the task list.
 */
function nextPath(before: ApplicantForm, after: ApplicantForm, id: string, email?: string): string {
  const { reference } = after.file.case;
  const { section, page } = pageOf(after, id);
  const isNewlyChosen = asksForSchool(page) && before.school?.urn !== after.school?.urn;
  if (isNewlyChosen) return `/applications/${reference}/questions/${id}?chosen`;
  const isNewlyOdd = page.questions.some(
    (question) => isChanged(question, before, after) && warningsOf(question, after, email).length > 0,
  );
  if (isNewlyOdd) return `/applications/${reference}/questions/${id}?look`;
  const next = section.pages[section.pages.indexOf(page) + 1];
  return next ? `/applications/${reference}/questions/${next.id}` : `/applications/${reference}`;
}
