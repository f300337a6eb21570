import { answerInformation } from '../acts/answer-information.ts';
import { getText } from '../store/event-row.ts';
import type { Records } from '../store/records.ts';
import { goTo, type Shown, show } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { ownCase } from './own-case.ts';
import { WORDS } from './words.ts';

const MOST_CHARACTERS = 10_000;

/** Something that staff ask about the application. */
export const informationPage =
  ({ records }: PageDesk): Page =>
  (request) =>
    askedPage(records, request);

export const answerQuestion =
  (desk: PageDesk): Page =>
  async (request) => {
    const page = await askedPage(desk.records, request);
    const answer = request.form.one('answer');
    const wrong =
      answer === '' ? WORDS.information : answer.length > MOST_CHARACTERS ? WORDS.tooLong(MOST_CHARACTERS) : '';
    if (wrong) return { ...page, errors: [{ field: 'answer', text: wrong }], status: 422 };
    const { reference = '', request: asked = '' } = request.parameters;
    await answerInformation(deskOf(desk, request), { reference, request: asked, answer });
    return goTo(String(page.with.back));
  };

async function askedPage(records: Records, request: PageRequest): Promise<Shown> {
  const file = await ownCase(records, request);
  const { reference } = file.case;
  const asked = file.information.find((one) => one.request === request.parameters.request);
  if (!asked) throw new PageNotFoundError();
  return show('apply/information.njk', {
    back: `/applications/${reference}`,
    reference,
    asked,
    text: (await getText(records, reference, asked.asks)) ?? '',
  });
}
