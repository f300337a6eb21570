import { CLOSED_MESSAGE } from '../../domain/words.ts';
import type { Programme } from '../../programmes/programme.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { earlierTimes } from '../figures/earlier-rounds.ts';
import { programmeOf } from '../store/case-file.ts';
import { getCase } from '../store/case-row.ts';
import { type DesignationRow, designationOf, getDesignation } from '../store/designation-rows.ts';
import { getCaseOfPerson } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { getRound, listRounds } from '../store/round-row.ts';
import { show } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';
import { lastApplication } from './earlier-answers.ts';
import { openUntil, type RoundNow, roundNow } from './round-now.ts';

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
  async ({ parameters, session, at }) => {
    const programme = newestProgrammes().find(({ id }) => id === parameters.programme);
    if (!programme) throw new PageNotFoundError();
    return show('apply/programme.njk', {
      back: '/',
      programme,
      ...(await roundsOf(records, programme, at)),
      times: await earlierTimes(records, programme.id),
      criteria: groupedCriteria(programme),
      held: session && (await heldBy(records, session.person, programme.id)),
    });
  };

export const roundPage =
  ({ records }: PageDesk): Page =>
  async ({ parameters, session, at }) => {
    const standing = await roundNow(records, (await getRound(records, parameters.round ?? '')).round, at);
    const { round } = standing;
    const programme = programmeOf(round.generation);
    return show('apply/round.njk', {
      back: `/apply/${round.programme}`,
      ...standing,
      elsewhere: standing.now.word === 'open' ? [] : (await roundsOf(records, programme, at)).open,
      programme,
      times: await earlierTimes(records, round.programme),
      ...(session && (await forPerson(records, standing, session.person, at))),
      isSignedIn: session !== undefined,
    });
  };

/** What the round's page offers to somebody in particular. */
async function forPerson(records: Records, standing: RoundNow, person: string, at: Date) {
  const mine = await getCaseOfPerson(records, person, standing.round.id);
  return {
    openUntil: await openUntil(records, standing, person, at),
    mine: mine && (await getCase(records, mine.reference)),
    earlier: mine ? undefined : await lastApplication(records, person, standing.round),
    held: await heldBy(records, person, standing.round.programme),
  };
}

/** The designation for which somebody need not apply, because it is theirs. */
export async function heldBy(records: Records, person: string, programme: string): Promise<DesignationRow | undefined> {
  const number = await designationOf(records, person, programme);
  return number === undefined ? undefined : getDesignation(records, number);
}

/** The rounds that are open or to come; of what is over, only what its manager says while nothing is open. */
export async function roundsOf(records: Records, { id }: Programme, at: Date) {
  const all = await Promise.all((await listRounds(records, id)).map((round) => roundNow(records, round, at)));
  const lastClosed = all.findLast(({ now }) => now.word === 'closed');
  const open = all.filter(({ now }) => now.word === 'open');
  return {
    rounds: all.filter(({ now: { word } }) => word === 'open' || word === 'full' || word === 'opens'),
    open,
    isOpen: open.length > 0,
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
