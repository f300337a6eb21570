import * as z from 'zod';
import type { Round } from '../../../domain/round.ts';
import { countStates } from '../../../domain/round-figures.ts';
import { cancelRound } from '../../acts/rounds/cancel-round.ts';
import { closeEarly, previewEarlyClosing } from '../../acts/rounds/close-early.ts';
import { createRound } from '../../acts/rounds/create-round.ts';
import { extendRound } from '../../acts/rounds/extend-round.ts';
import { previewExtension } from '../../acts/rounds/preview-extension.ts';
import { RoundExistsError, RoundInvalidError } from '../../acts/rounds/refusals.ts';
import { ApiProblem } from '../../directory/api-answers.ts';
import { statesOf } from '../../figures/states-of-cases.ts';
import { getReport } from '../../store/round-report-row.ts';
import { getRound, RoundNotFoundError } from '../../store/round-row.ts';
import { type Staff, worksFor } from '../permissions.ts';
import { roundsOf } from '../rounds-of.ts';
import { type ApiRequest, BASE, type Door } from './door.ts';
import {
  asRound,
  cancellationShape,
  closedShape,
  closingShape,
  extendedShape,
  extensionShape,
  figuresShape,
  newRoundShape,
  roundShape,
  roundsShape,
} from './round-shapes.ts';

/** What programs do with rounds. */
export const ROUND_DOORS: readonly Door[] = [
  {
    method: 'POST',
    path: `${BASE}/rounds`,
    id: 'createRound',
    summary: 'Makes a round; what is left out follows from the programme’s usual times',
    action: 'create-round',
    takes: newRoundShape,
    gives: roundShape,
    async answer({ records, staff, body, at }) {
      const typed = newRoundShape.parse(body);
      if (!worksFor(staff, typed.body ?? 'national')) throw new ApiProblem(403, 'You do not work for this body');
      const made = await checked(() => createRound({ records, at }, typed, byOf(staff)));
      return asRound(made.round);
    },
  },
  {
    method: 'POST',
    path: `${BASE}/rounds/{round}/cancellation`,
    id: 'cancelRound',
    summary: 'Cancels a round: its open applications end, and whoever applied is told',
    action: 'cancel-round',
    takes: cancellationShape,
    gives: roundShape,
    async answer(request) {
      const { id } = await roundOf(request);
      const { reason } = cancellationShape.parse(request.body);
      await checked(() => cancelRound(request, { round: id, reason, by: byOf(request.staff) }));
      return asRound(await roundOf(request));
    },
  },
  {
    method: 'GET',
    path: `${BASE}/rounds/{round}/report`,
    id: 'getReport',
    summary: 'The report on a round that has ended',
    action: 'see-rounds',
    gives: z.looseObject({}),
    async answer(request) {
      const { id } = await roundOf(request);
      const kept = await getReport(request.records, id);
      if (!kept) throw new ApiProblem(404, 'The round has no report yet');
      return kept.report;
    },
  },
  {
    method: 'GET',
    path: `${BASE}/rounds`,
    id: 'listRounds',
    summary: 'The rounds of your bodies, the newest first',
    action: 'see-rounds',
    gives: roundsShape,
    answer: async ({ records, staff }) => ({ rounds: (await roundsOf(records, staff)).map(asRound) }),
  },
  {
    method: 'GET',
    path: `${BASE}/rounds/{round}`,
    id: 'getRound',
    summary: 'One round',
    action: 'see-rounds',
    gives: roundShape,
    answer: async (request) => asRound(await roundOf(request)),
  },
  {
    method: 'GET',
    path: `${BASE}/rounds/{round}/figures`,
    id: 'getFigures',
    summary: 'How many applications of a round are where',
    action: 'see-rounds',
    gives: figuresShape,
    async answer(request) {
      const { id } = await roundOf(request);
      const states = countStates(await statesOf(request.records, id));
      return {
        round: id,
        states: states.map(({ state, cases, oldest }) => ({ state, cases, oldest: oldest?.toISOString() })),
      };
    },
  },
  {
    method: 'POST',
    path: `${BASE}/rounds/{round}/extension`,
    id: 'extendRound',
    summary: 'Puts dates of a round back, or says who would be told',
    action: 'extend-round',
    takes: extensionShape,
    gives: extendedShape,
    async answer(request) {
      const { id } = await roundOf(request);
      const { reason, preview, ...dates } = extensionShape.parse(request.body);
      const asked = { round: id, dates, reason, by: byOf(request.staff) };
      return checked(async () => {
        if (!preview) return { done: true, round: asRound(await extendRound(request, asked)) };
        const { round: next, drafts, endorsers } = await previewExtension(request, asked);
        const counts = { drafts: { count: drafts.count }, endorsers: { count: endorsers.count } };
        return { done: false, round: asRound(next), ...counts };
      });
    },
  },
  {
    method: 'POST',
    path: `${BASE}/rounds/{round}/closing`,
    id: 'closeRound',
    summary: 'Closes an open round before its time, or says who would be told',
    action: 'close-round',
    takes: closingShape,
    gives: closedShape,
    async answer(request) {
      const { id } = await roundOf(request);
      const { preview, ...typed } = closingShape.parse(request.body);
      const asked = { round: id, ...typed };
      return checked(async () => {
        if (!preview) {
          return { done: true, round: asRound(await closeEarly(request, { ...asked, by: byOf(request.staff) })) };
        }
        const { round: next, drafts, interested } = await previewEarlyClosing(request, asked);
        const counts = { drafts: { count: drafts.count }, interested: { count: interested } };
        return { done: false, round: asRound(next), ...counts };
      });
    },
  },
];

const byOf = ({ id }: Staff) => ({ kind: 'staff', id }) as const;

/** Says of a refusal what does not fit. */
async function checked<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RoundExistsError) throw new ApiProblem(409, 'There is such a round already');
    if (!(error instanceof RoundInvalidError)) throw error;
    const errors = error.problems.map((one) => ({
      parameter: 'moment' in one ? one.moment : (PARAMETERS[one.word] ?? 'reason'),
      detail: one.word,
    }));
    throw new ApiProblem(422, 'The round cannot be like this', { errors });
  }
}

/** What a problem is about that is no moment. */
const PARAMETERS: Readonly<Record<string, string>> = {
  'unknown-programme': 'programme',
  'body-not-wanted': 'body',
  'no-body': 'body',
  'body-unreadable': 'body',
  'no-title': 'title',
  'title-too-long': 'title',
  'no-date': 'closes',
  'capacity-too-small': 'capacity',
  overlaps: 'opens',
};

async function roundOf({ records, staff, parameter }: ApiRequest): Promise<Round> {
  try {
    const { round: found } = await getRound(records, parameter);
    if (worksFor(staff, found.body)) return found;
  } catch (error) {
    if (!(error instanceof RoundNotFoundError)) throw error;
  }
  throw new ApiProblem(404, 'There is no such round');
}
