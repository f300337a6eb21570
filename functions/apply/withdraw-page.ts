import { isOpenState } from '../../domain/application.ts';
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
    return isOpenState(row.state) ? show('apply/withdraw.njk', { back, case: row, programme }) : goTo(back);
  };

/** Withdraws for good: a draft as well as what was sent. */
export const withdrawApplication =
  (desk: PageDesk): Page =>
  async (request) => {
    const { case: row, programme } = await ownCase(desk.records, request);
    const back = `/applications/${row.reference}`;
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
