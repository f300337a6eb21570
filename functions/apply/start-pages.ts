import type { Round } from '../../domain/round.ts';
import { type GateWord, gate } from '../../domain/round-gate.ts';
import type { Programme } from '../../programmes/programme.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { startDraft } from '../acts/start-draft.ts';
import { programmeOf } from '../store/case-file.ts';
import { getCaseOfPerson } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { getRound, listRounds } from '../store/round-row.ts';
import { goTo, show } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { personOf } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { copyAnswers, lastApplication } from './earlier-answers.ts';

/** A round, and whether one can begin an application in it now. */
interface RoundNow {
  readonly round: Round;
  readonly word: GateWord;
}

const roundNow = (round: Round, at: Date): RoundNow => ({ round, word: gate(round, {}, at) });

/** Every programme once, in its newest generation. */
export const newestProgrammes = () =>
  PROGRAMMES.filter(({ id }, index) => PROGRAMMES.findIndex((one) => one.id === id) === index);

export const programmesPage =
  ({ records }: PageDesk): Page =>
  async ({ at }) => {
    const all = newestProgrammes().map(async (programme) => ({
      programme,
      rounds: await roundsOf(records, programme, at),
    }));
    return show('apply/programmes.njk', { programmes: await Promise.all(all) });
  };

export const programmePage =
  ({ records }: PageDesk): Page =>
  async ({ parameters, at }) => {
    const programme = newestProgrammes().find(({ id }) => id === parameters.programme);
    if (!programme) throw new PageNotFoundError();
    const rounds = await roundsOf(records, programme, at);
    return show('apply/programme.njk', { back: '/', programme, rounds, criteria: groupedCriteria(programme) });
  };

export const roundPage =
  ({ records }: PageDesk): Page =>
  async ({ parameters, session, at }) => {
    const { round } = await getRound(records, parameters.round ?? '');
    const mine = session && (await getCaseOfPerson(records, session.person, round.id));
    const earlier = session && !mine ? await lastApplication(records, session.person, round) : undefined;
    return show('apply/round.njk', {
      back: `/apply/${round.programme}`,
      ...roundNow(round, at),
      programme: programmeOf(round.generation),
      mine,
      earlier,
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

/** What is open or to come; of what is over, nothing. */
async function roundsOf(records: Records, { id }: Programme, at: Date): Promise<RoundNow[]> {
  const rounds = (await listRounds(records, id)).map((round) => roundNow(round, at));
  return rounds.filter(({ word }) => word === 'open' || word === 'not-open-yet');
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
