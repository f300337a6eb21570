import { NotCompleteError } from '../acts/refusals.ts';
import { submitApplication } from '../acts/submit-application.ts';
import { getRound } from '../store/round-row.ts';
import { goTo, type Shown, show } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { answerLines } from './answer-lines.ts';
import { readForm } from './draft.ts';
import { formAtHand } from './form-at-hand.ts';
import { ownCase } from './own-case.ts';
import { WORDS } from './words.ts';

/**
 * Of a draft, everything that was answered, what is missing, and the statements that go with sending it; of what was sent,
 * the answers that may still be changed.
 */
export const checkAnswers =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const file = await ownCase(records, request);
    if (file.case.state === 'draft') return answersPage(records, request, 'apply/check-answers.njk');
    const form = await formAtHand(records, file, request.at);
    const back = `/applications/${file.case.reference}`;
    if (!form) return goTo(back);
    const { reference } = file.case;
    return show('apply/amend.njk', { back, reference, sections: await answerLines(records, form) });
  };

/** Sends it. A second press, a reload or the back button find it sent. */
export const submit =
  (desk: PageDesk): Page =>
  async (request) => {
    const { case: row, programme } = await ownCase(desk.records, request);
    const { reference } = row;
    const ticked = request.form.all('statements').filter((one) => programme.form.statements[Number(one)] !== undefined);
    const statementsTicked = new Set(ticked).size === programme.form.statements.length;
    try {
      await submitApplication(deskOf(desk, request), { reference, statementsTicked });
    } catch (error) {
      if (!(error instanceof NotCompleteError)) throw error;
      const page = await answersPage(desk.records, request, 'apply/check-answers.njk');
      const errors = error.missing.includes('statements') ? [{ field: 'statements', text: WORDS.statements }] : [];
      return { ...page, errors, status: 422 };
    }
    return goTo(`/applications/${reference}/submitted`);
  };

export const submitted =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const { case: row, programme } = await ownCase(records, request);
    if (row.submittedAt === undefined) return goTo(`/applications/${row.reference}`);
    const { round } = await getRound(records, row.round);
    return show('apply/submitted.njk', { case: row, round, programme });
  };

/** A copy to keep and to print. */
export const printAnswers =
  ({ records }: PageDesk): Page =>
  (request) =>
    answersPage(records, request, 'apply/answers.njk');

async function answersPage(records: PageDesk['records'], request: PageRequest, template: string): Promise<Shown> {
  const file = await ownCase(records, request);
  const form = await readForm(records, file);
  const { reference, state, submittedAt } = file.case;
  return show(template, {
    back: `/applications/${reference}`,
    reference,
    state,
    submittedAt,
    programme: file.programme,
    round: (await getRound(records, file.case.round)).round,
    sections: await answerLines(records, form),
    isComplete: form.missing.length === 0,
  });
}
