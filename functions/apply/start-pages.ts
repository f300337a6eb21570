import { CLOSED_MESSAGE, type Round } from '../../domain/round.ts';
import { type RoundStanding, roundStanding } from '../../domain/round-standing.ts';
import type { Programme } from '../../programmes/programme.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { startDraft } from '../acts/start-draft.ts';
import { earlierTimes } from '../figures/earlier-rounds.ts';
import { programmeOf } from '../store/case-file.ts';
import { getCaseOfPerson } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { getRound, listRounds } from '../store/round-row.ts';
import { freeSeat } from '../store/seat-row.ts';
import { goTo, show } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { personOf } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { copyAnswers, lastApplication } from './earlier-answers.ts';

/** A round, and whether one can begin an application in it now. */
interface RoundNow {
  readonly round: Round;
  readonly now: RoundStanding;
}

async function roundNow(records: Records, round: Round, at: Date): Promise<RoundNow> {
  const { id, capacity } = round;
  const isFull = capacity !== undefined && (await freeSeat(records, id, capacity)) === undefined;
  return { round, now: roundStanding(round, isFull, at) };
}

/** Every programme once, in its newest generation. */
export const newestProgrammes = () =>
  PROGRAMMES.filter(({ id }, index) => PROGRAMMES.findIndex((one) => one.id === id) === index);

export const programmesPage =
  ({ records }: PageDesk): Page =>
  async ({ at }) => {
    const all = newestProgrammes().map(async (programme) => ({
      programme,
      ...(await roundsOf(records, programme, at)),
    }));
    return show('apply/programmes.njk', { programmes: await Promise.all(all) });
  };

export const programmePage =
  ({ records }: PageDesk): Page =>
  async ({ parameters, at }) => {
    const programme = newestProgrammes().find(({ id }) => id === parameters.programme);
    if (!programme) throw new PageNotFoundError();
    return show('apply/programme.njk', {
      back: '/',
      programme,
      ...(await roundsOf(records, programme, at)),
      times: await earlierTimes(records, programme.id),
      criteria: groupedCriteria(programme),
    });
  };

export const roundPage =
  ({ records }: PageDesk): Page =>
  async ({ parameters, session, at }) => {
    const { round } = await getRound(records, parameters.round ?? '');
    const mine = session && (await getCaseOfPerson(records, session.person, round.id));
    const earlier = session && !mine ? await lastApplication(records, session.person, round) : undefined;
    return show('apply/round.njk', {
      back: `/apply/${round.programme}`,
      ...(await roundNow(records, round, at)),
      programme: programmeOf(round.generation),
      mine,
      earlier,
      times: await earlierTimes(records, round.programme),
      isSignedIn: session !== undefined,
    });
  };

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

/** The rounds that are open or to come; of what is over, only what its manager says while nothing is open. */
async function roundsOf(records: Records, { id }: Programme, at: Date) {
  const all = await Promise.all((await listRounds(records, id)).map((round) => roundNow(records, round, at)));
  const lastClosed = all.findLast(({ now }) => now.word === 'closed');
  return {
    rounds: all.filter(({ now: { word } }) => word === 'open' || word === 'full' || word === 'opens'),
    isOpen: all.some(({ now }) => now.word === 'open'),
    closedMessage: lastClosed?.round.closedMessage ?? CLOSED_MESSAGE,
  };
}

/** The criteria that hold for every school, and those for kinds of school, under the lead-ins of the programme. */
function groupedCriteria({ criteria, leadIns, variants }: Programme) {
  const about = (which: 'person' | 'school') =>
    criteria.filter((criterion) => criterion.about === which && criterion.variants === 'all');
  const common = (['person', 'school'] as const).map((which) => ({ leadIn: leadIns[which], criteria: about(which) }));
  const special = variants.map(({ id, name }) => ({
    name,
    criteria: criteria.filter((criterion) => criterion.variants !== 'all' && criterion.variants.includes(id)),
  }));
  return {
    common: common.filter((group) => group.criteria.length > 0),
    special: special.filter((group) => group.criteria.length > 0),
  };
}
