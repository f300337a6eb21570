import * as z from 'zod';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import type { Programme } from '../../programmes/programme.ts';
import { findProgramme } from '../../programmes/programmes.ts';
import { askToHear } from '../acts/interest/ask-to-hear.ts';
import { confirmInterest } from '../acts/interest/confirm-interest.ts';
import { deleteInterest, InterestGoneError } from '../store/interest-row.ts';
import { followLink } from '../store/link-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import type { Records } from '../store/records.ts';
import { goTo, type PageAnswer, show, showErrors } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError, TooManyRequestsError } from '../web/problems.ts';
import type { Page, Route } from '../web/routes.ts';
import { WORDS } from './words.ts';

const LIMITS = {
  mails: { what: 'interest-mail', times: 3, minutes: 24 * 60 },
  visits: { what: 'interest-visitor', times: 20, minutes: 60 },
} as const;

/** Who cannot apply now leaves an address, confirms it, and can take it back with one click. */
export const interestRoutes = (desk: PageDesk): Route[] => [
  { path: '/apply/:programme/interest', for: 'anyone', get: showInterest, post: leaveAddress(desk) },
  { path: '/interest/sent', for: 'anyone', get: async () => show('apply/interest-sent.njk') },
  { path: '/interest/confirm/:link', for: 'anyone', get: confirmPage(desk), post: confirm(desk) },
  // RFC 8058: a mail program sends the form by itself, without having seen our page
  { path: '/interest/stop/:link', for: 'anyone', get: stopPage(desk), post: stop(desk), isFormFromAnywhere: true },
];

function programmeNamed(id: string | undefined): Programme {
  const programme = findProgramme(id ?? '');
  if (!programme) throw new PageNotFoundError();
  return programme;
}

const showInterest: Page = async ({ parameters }) => {
  const programme = programmeNamed(parameters.programme);
  return show('apply/interest.njk', { back: `/apply/${programme.id}`, programme });
};

/** The answer is the same whether the address was known or not. */
function leaveAddress(desk: PageDesk): Page {
  return async (request) => {
    const { form, ip, at, parameters } = request;
    const programme = programmeNamed(parameters.programme);
    const email = z.email().max(254).safeParse(form.one('email'));
    if (!email.success) {
      const context = { back: `/apply/${programme.id}`, programme };
      return showErrors('apply/interest.njk', context, [{ field: 'email', text: WORDS.email }]);
    }
    const refusal = () => new TooManyRequestsError('interest');
    await desk.records.transact([
      await countAgainst(desk.records, LIMITS.visits, ip, at, refusal),
      await countAgainst(desk.records, LIMITS.mails, `${programme.id} ${plainAddress(email.data)}`, at, refusal),
    ]);
    await askToHear(deskOf(desk, request), { programme: programme.id, email: email.data });
    return goTo('/interest/sent');
  };
}

const dead = (): PageAnswer => ({ ...show('apply/interest-link-dead.njk'), status: 410 });

/** Mail scanners open links: only the button confirms. */
function confirmPage({ records }: PageDesk): Page {
  return async ({ parameters: { link = '' }, at }) => {
    const target = await readConfirmLink(records, link, at);
    return target ? show('apply/interest-confirm.njk', { programme: programmeNamed(target.programme) }) : dead();
  };
}

function confirm(desk: PageDesk): Page {
  return async (request) => {
    const target = await readConfirmLink(desk.records, request.parameters.link ?? '', request.at);
    if (!target) return dead();
    try {
      await confirmInterest(deskOf(desk, request), target);
    } catch (error) {
      if (error instanceof InterestGoneError) return dead();
      throw error;
    }
    return show('apply/interest-confirmed.njk', { programme: programmeNamed(target.programme) });
  };
}

async function readConfirmLink(records: Records, link: string, at: Date) {
  const target = await followLink(records, link);
  return target?.leadsTo === 'interest' && at < new Date(target.until) ? target : undefined;
}

async function readStopLink(records: Records, link: string) {
  const target = await followLink(records, link);
  return target?.leadsTo === 'interest-end' ? target : undefined;
}

function stopPage({ records }: PageDesk): Page {
  return async ({ parameters: { link = '' } }) => {
    const target = await readStopLink(records, link);
    return target ? show('apply/interest-stop.njk', { programme: programmeNamed(target.programme) }) : dead();
  };
}

/** Who has left already has left. Answers with a page of its own: mail programs follow no redirection. */
function stop({ records }: PageDesk): Page {
  return async ({ parameters: { link = '' } }) => {
    const target = await readStopLink(records, link);
    if (!target) return dead();
    await records.transact([deleteInterest(target.programme, target.address)]);
    return show('apply/interest-stopped.njk', { programme: programmeNamed(target.programme) });
  };
}
