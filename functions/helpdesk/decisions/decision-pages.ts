import { decide } from '../../acts/decide.ts';
import { declareConflict } from '../../acts/declare-conflict.ts';
import type { Desk } from '../../acts/desk.ts';
import { takeBackDecision } from '../../acts/take-back-decision.ts';
import { getReleaseRequest } from '../../store/release-request-row.ts';
import { type FieldError, goTo, type PageAnswer, show } from '../../web/answer.ts';
import { deskOf } from '../../web/page-desk.ts';
import { actorOf } from '../act-route.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import { type Action, mayDo } from '../permissions.ts';
import { refusalOf } from '../refusals.ts';
import { type RoundRequest, roundRoute } from '../round-route.ts';
import type { PageGroup, StaffRoute } from '../staff-route.ts';
import { WORDS } from '../words.ts';
import { type DecisionLine, marksOf, readDecisionLines, releaseOf } from './decision-lines.ts';
import { DECISION_WORDS } from './decision-words.ts';

const LINES_A_PAGE = 50;

/** All cases of a round that wait for their decision, and what is done to several of them at once. */
export const decisionPages: PageGroup = (desk) => [
  roundRoute(desk, { path: '/decisions', action: 'see-decisions', get: (request) => table(desk, request) }),
  several(desk, {
    path: '/decisions/declare',
    action: 'declare-conflict',
    done: 'declared',
    fits: ({ declared }) => declared === undefined,
    act: (at, { reference }, { staff }) => declareConflict(at, { reference, staff: staff.id, word: 'none' }),
  }),
  several(desk, {
    path: '/decisions/designate',
    action: 'decide-case',
    done: 'designated',
    fits: ({ declared }) => declared === 'none',
    act: (at, { reference }, { staff }) =>
      decide(at, { reference, by: actorOf({ staff }), outcome: 'designate', declineReasons: [], words: '' }),
  }),
  several(desk, {
    path: '/decisions/take-back',
    action: 'decide-case',
    done: 'taken-back',
    fits: ({ declared }) => declared === 'none',
    act: (at, { reference }, { staff }) => takeBackDecision(at, { reference, by: actorOf({ staff }) }),
  }),
];

async function table(
  { records }: HelpdeskDesk,
  { round, staff, query }: RoundRequest,
  errors: readonly FieldError[] = [],
  status = 200,
): Promise<PageAnswer> {
  const all = await readDecisionLines(records, round.id, staff.id);
  const pages = Math.max(1, Math.ceil(all.length / LINES_A_PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(query.one('page'), 10) || 1));
  const lines = all.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE);
  const seen = lines.filter(({ declared }) => declared === 'none').map(({ reference }) => reference);
  const [marks, asked] = await Promise.all([marksOf(records, seen), getReleaseRequest(records, round.id)]);
  const done = query.one('done');
  const count = Number.parseInt(query.one('count'), 10) || 0;
  const context = {
    round,
    lines,
    marks,
    count: all.length,
    page,
    pages,
    ready: releaseOf(all).lines.length,
    asked,
    done: Object.hasOwn(DECISION_WORDS.done, done) ? DECISION_WORDS.done[done]?.(count) : undefined,
    may: { decide: mayDo(staff, 'decide-case'), release: mayDo(staff, 'release-decision') },
  };
  return { ...show('helpdesk/decisions/table.njk', context), errors, status };
}

interface Several {
  readonly path: string;
  readonly action: Action;
  readonly done: string;
  readonly fits: (line: DecisionLine) => boolean;
  readonly act: (desk: Desk, line: DecisionLine, request: RoundRequest) => Promise<unknown>;
}

/**
 * Does the same to every case that was ticked, each by itself: one that is refused holds up no other, and is named with its
 * reason. Each box carries the case's version, so that nothing is done to a case that somebody else has changed since.
 */
function several(desk: HelpdeskDesk, { path, action, done, fits, act }: Several): StaffRoute {
  return roundRoute(desk, {
    path,
    action,
    async post(request) {
      const { round, staff, form } = request;
      const lines = await readDecisionLines(desk.records, round.id, staff.id);
      const ticked = form.all('case');
      if (ticked.length === 0) return table(desk, request, [{ field: 'cases', text: DECISION_WORDS.tick }], 422);
      const at = deskOf(desk, request);
      const errors: FieldError[] = [];
      for (const tick of ticked) {
        const line = lines.find(({ reference, version }) => tick === `${reference} ${version}`);
        const refusal = line && fits(line) ? await refused(() => act(at, line, request)) : WORDS.movedOn;
        const [reference = ''] = tick.split(' ');
        if (refusal !== undefined) errors.push({ field: reference, text: `${reference}: ${refusal}` });
      }
      if (errors.length > 0) return table(desk, request, errors, 422);
      return goTo(`/helpdesk/rounds/${round.id}/decisions?done=${done}&count=${ticked.length}`);
    },
  });
}

/** Why something was refused; undefined when it was done. */
export async function refused(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}
