import { pointsTo } from '../acts/point-to-right-person.ts';
import { LinkDeadError } from '../acts/refusals.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import type { Records } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { goTo, type PageAnswer, show } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { type Asked, findAsked, viewOf } from './asked.ts';

/** Somebody who saves their draft every minute is at ease; a program that guesses is not. */
const ANSWERS = { what: 'endorser-answer', times: 60, minutes: 60 } as const;

type AskedPage = (asked: Asked, request: PageRequest) => PageAnswer | Promise<PageAnswer>;

/** Looks at a page of a request that can still be answered; of any other, the page that explains. */
export const lookAt =
  ({ records }: PageDesk, page: AskedPage): Page =>
  async (request) => {
    const asked = await findAsked(records, request.parameters.link ?? '', request.at);
    if (!asked) return unknown;
    return asked.word === 'live' ? page(asked, request) : explain(records, asked, request);
  };

/** Does what a form of a request asks; who came too late sees why, and what they had typed. */
export const act =
  (desk: PageDesk, page: AskedPage): Page =>
  async (request) => {
    const { records } = desk;
    const { link = '' } = request.parameters;
    const asked = await findAsked(records, link, request.at);
    if (!asked) return unknown;
    await records.transact([
      await countAgainst(records, ANSWERS, link, request.at, () => new TooManyRequestsError('endorser')),
    ]);
    try {
      return asked.word === 'live' ? await page(asked, request) : tooLate(asked, request);
    } catch (error) {
      if (!(error instanceof LinkDeadError)) throw error;
      return tooLate({ ...asked, word: error.word }, request);
    }
  };

const unknown: PageAnswer = { ...show('endorse/unknown.njk'), status: 404 };

/** The first page shows what was answered; every other leads there. */
async function explain(records: Records, asked: Asked, { path }: PageRequest): Promise<PageAnswer> {
  if (asked.word !== 'answered') return { ...show(`endorse/${asked.word}.njk`, viewOf(asked)), status: 410 };
  if (path !== asked.home) return goTo(asked.home);
  const { case: row, programme } = asked.file;
  const { round } = await getRound(records, row.round);
  return show('endorse/answered.njk', {
    ...viewOf(asked),
    written: asked.written,
    pointsTo: pointsTo(asked.written),
    declineReasons: programme.endorsements.declineReasons,
    decisionsDue: round.decisionsDue.instant,
  });
}

function tooLate(asked: Asked, { form }: PageRequest): PageAnswer {
  if (asked.word === 'answered') return goTo(asked.home);
  const notSent = asked.rules.says.flatMap(({ id, asks }) => {
    const says = form.one(`says-${id}`);
    return says === '' ? [] : [{ asks, says }];
  });
  return { ...show(`endorse/${asked.word}.njk`, { ...viewOf(asked), notSent }), status: 410 };
}
