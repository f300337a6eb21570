import * as z from 'zod';
import type { EndorserDeclineReason } from '../../programmes/endorsements.ts';
import { declineEndorsement } from '../acts/decline-endorsement.ts';
import { pointToRightPerson, WRONG_PERSON } from '../acts/point-to-right-person.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import type { Page } from '../web/routes.ts';
import { type Asked, viewOf } from './asked.ts';
import { act, lookAt } from './link-pages.ts';
import { WORDS } from './words.ts';

const LONGEST_WORDS = 2000;
const LONGEST_NAME = 200;

export const showDecline = (desk: PageDesk): Page =>
  lookAt(desk, (asked) =>
    show('endorse/decline.njk', { ...viewOf(asked), back: asked.home, reasons: reasonsOf(asked) }),
  );

export const decline = (desk: PageDesk): Page =>
  act(desk, async (asked, request) => {
    const reasons = reasonsOf(asked);
    const reason = request.form.one('reason');
    const words = request.form.one('words');
    const errors = [
      ...(reasons.some(({ id }) => id === reason) ? [] : [{ field: 'reason', text: WORDS.declineReason }]),
      ...(words.length > LONGEST_WORDS ? [{ field: 'words', text: WORDS.tooLong(LONGEST_WORDS) }] : []),
    ];
    if (errors.length > 0)
      return showErrors('endorse/decline.njk', { ...viewOf(asked), back: asked.home, reasons }, errors);
    await declineEndorsement(deskOf(desk, request), { ...asked.id, reason, ...(words && { words }) });
    return goTo(asked.home);
  });

export const showSomebodyElse = (desk: PageDesk): Page =>
  lookAt(desk, (asked) => show('endorse/somebody-else.njk', { ...viewOf(asked), back: asked.home }));

/** Whoever does not know who the right person is may leave that open. */
export const nameSomebodyElse = (desk: PageDesk): Page =>
  act(desk, async (asked, request) => {
    const name = request.form.one('name');
    const email = request.form.one('email');
    if (name === '' && email === '') {
      await declineEndorsement(deskOf(desk, request), { ...asked.id, reason: WRONG_PERSON });
      return goTo(asked.home);
    }
    const errors = [
      ...(name === '' || name.length > LONGEST_NAME ? [{ field: 'name', text: WORDS.rightName }] : []),
      ...(z.email().max(254).safeParse(email).success ? [] : [{ field: 'email', text: WORDS.rightEmail }]),
    ];
    if (errors.length > 0)
      return showErrors('endorse/somebody-else.njk', { ...viewOf(asked), back: asked.home }, errors);
    await pointToRightPerson(deskOf(desk, request), { ...asked.id, person: { name, email } });
    return goTo(asked.home);
  });

/** Whoever is not the right person has a page of their own, which asks who is. */
function reasonsOf({ file }: Asked): EndorserDeclineReason[] {
  return file.programme.endorsements.declineReasons.filter(({ id }) => id !== WRONG_PERSON);
}
