import { isOpenState } from '../../domain/application.ts';
import { deleteDraft } from '../acts/delete-draft.ts';
import { ReasonMissingError } from '../acts/refusals.ts';
import { withdraw } from '../acts/withdraw.ts';
import { goTo, show } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { personOf } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { ownCase } from './own-case.ts';
import { WORDS } from './words.ts';

const MOST_CHARACTERS = 2000;

export const withdrawPage =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const { case: row, programme } = await ownCase(records, request);
    const back = `/applications/${row.reference}`;
    if (!isOpenState(row.state)) return goTo(back);
    const template = row.state === 'draft' ? 'apply/delete-draft.njk' : 'apply/withdraw.njk';
    return show(template, { back, case: row, programme });
  };

/** Withdraws for good what was sent; deletes what was not. */
export const withdrawApplication =
  (desk: PageDesk): Page =>
  async (request) => {
    const { case: row, programme } = await ownCase(desk.records, request);
    const back = `/applications/${row.reference}`;
    if (row.state === 'draft') {
      await deleteDraft(deskOf(desk, request), { reference: row.reference, person: personOf(request) });
      return goTo(back);
    }
    const words = request.form.one('words').slice(0, MOST_CHARACTERS);
    try {
      await withdraw(deskOf(desk, request), {
        reference: row.reference,
        by: { kind: 'applicant', id: personOf(request) },
        reason: request.form.one('reason'),
        ...(words && { words }),
      });
    } catch (error) {
      if (!(error instanceof ReasonMissingError)) throw error;
      const errors = [{ field: 'reason', text: WORDS.withdrawalReason }];
      return { ...show('apply/withdraw.njk', { back, case: row, programme }), errors, status: 422 };
    }
    return goTo(back);
  };
