import { RoundNotOpenError } from '../acts/refusals.ts';
import { startDraft } from '../acts/start-draft.ts';
import { getCase } from '../store/case-row.ts';
import { AlreadyDesignatedError } from '../store/designation-rows.ts';
import { getCaseOfPerson } from '../store/person-row.ts';
import { getRound, RoundNotFoundError } from '../store/round-row.ts';
import { goTo } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { type PageRequest, personOf } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { copyAnswers, lastApplication } from './earlier-answers.ts';
import { openUntil, roundNow } from './round-now.ts';

/** Begins an application, or takes one up again that the round's end had closed. */
export const startApplication =
  (desk: PageDesk): Page =>
  async (request) => {
    const round = request.parameters.round ?? '';
    const person = personOf(request);
    const { word, reference } = await startDraft(deskOf(desk, request), { round, person });
    if (word === 'started' && request.form.one('answers') === 'earlier') {
      const earlier = await lastApplication(desk.records, person, (await getRound(desk.records, round)).round);
      if (earlier) await copyAnswers(deskOf(desk, request), earlier.reference, reference);
    }
    return goTo(`/applications/${reference}`);
  };

/**
 * Where signing in leads: whoever did it to apply has pressed "Start now" already, and is not asked again; unless there is
 * something to choose or to be told first, which the round's page does.
 */
export async function afterSigningIn(
  desk: PageDesk,
  request: PageRequest,
  person: string,
  next: string,
): Promise<string> {
  const [, id] = /^\/rounds\/([^/]+)\/start$/.exec(next) ?? [];
  return (id !== undefined && (await ownApplication(desk, request, person, id))) || next;
}

/** What keeps somebody from starting: they are signed in all the same. */
const TOLD_BY_ROUND = [RoundNotFoundError, RoundNotOpenError, AlreadyDesignatedError];

async function ownApplication(
  desk: PageDesk,
  request: PageRequest,
  person: string,
  id: string,
): Promise<string | undefined> {
  const { records } = desk;
  const { at } = request;
  try {
    const now = await roundNow(records, (await getRound(records, id)).round, at);
    const mine = await getCaseOfPerson(records, person, id);
    const mayStart = (await openUntil(records, now, person, at)) !== undefined;
    if (mine && !(mayStart && (await getCase(records, mine.reference)).state === 'not-submitted'))
      return `/applications/${mine.reference}`;
    if (!mayStart || (!mine && (await lastApplication(records, person, now.round)))) return undefined;
    const { reference } = await startDraft(deskOf(desk, request), { round: id, person });
    return `/applications/${reference}`;
  } catch (error) {
    if (TOLD_BY_ROUND.some((refusal) => error instanceof refusal)) return undefined;
    throw error;
  }
}
