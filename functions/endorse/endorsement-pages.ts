import { giveEndorsement } from '../acts/give-endorsement.ts';
import { EndorsementInvalidError } from '../acts/refusals.ts';
import { saveEndorsementDraft } from '../acts/save-endorsement-draft.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import type { Page } from '../web/routes.ts';
import { viewOf } from './asked.ts';
import { endorsementErrors, readEndorsement, tooLong } from './endorsement-form.ts';
import { ipClass } from './ip-class.ts';
import { act, lookAt } from './link-pages.ts';

export const showEndorsement = (desk: PageDesk): Page =>
  lookAt(desk, (asked, { query }) => {
    const { written } = asked;
    return show('endorse/endorsement.njk', {
      ...viewOf(asked),
      back: asked.home,
      saved: query.has('saved') && written?.state === 'draft' ? written.at : undefined,
      given: { confirms: [], says: {}, ...(written?.state === 'draft' && written) },
    });
  });

/** Saves a draft, or sends: by the button that was pressed. */
export const answerEndorsement = (desk: PageDesk): Page =>
  act(desk, async (asked, request) => {
    const { id, rules, home } = asked;
    const given = readEndorsement(request.form, rules);
    const again = { ...viewOf(asked), back: home, given };
    const long = tooLong(given);
    if (long.length > 0) return showErrors('endorse/endorsement.njk', again, long);

    if (request.form.has('save')) {
      const { statementTicked: _, ...draft } = given;
      await saveEndorsementDraft(deskOf(desk, request), { ...id, draft });
      return goTo(`${home}/endorsement?saved=yes`);
    }
    try {
      await giveEndorsement(deskOf(desk, request), { ...id, given, ipClass: ipClass(request.ip) });
      return goTo(home);
    } catch (error) {
      if (!(error instanceof EndorsementInvalidError)) throw error;
      return showErrors('endorse/endorsement.njk', again, endorsementErrors(error.problems, given, rules));
    }
  });
