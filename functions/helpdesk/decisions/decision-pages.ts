import { decide } from '../../acts/decide.ts';
import { declareConflict } from '../../acts/declare-conflict.ts';
import { NotNowError } from '../../acts/refusals.ts';
import { takeBackDecision } from '../../acts/take-back-decision.ts';
import { programmeOf, readCaseFile } from '../../store/case-file.ts';
import { type PageAnswer, show } from '../../web/answer.ts';
import { actorOf } from '../act-route.ts';
import { conflictHints } from '../conflict-hints.ts';
import { type RoundRequest, roundRoute } from '../round-route.ts';
import type { PageGroup } from '../staff-route.ts';
import { WORDS } from '../words.ts';
import type { DecisionLine } from './decision-lines.ts';
import { decisionTable } from './decision-table.ts';
import { several } from './several.ts';

/** All cases of a round that wait for their decision, and what is done to several of them at once. */
export const decisionPages: PageGroup = (desk) => [
  roundRoute(desk, { path: '/decisions', action: 'see-decisions', get: (request) => decisionTable(desk, request) }),
  several(desk, {
    path: '/decisions/declare',
    action: 'declare-conflict',
    done: 'declared',
    fits: ({ declared }) => declared === undefined,
    act: async (at, { reference }, { staff }) => {
      const hints = await conflictHints(at.records, staff, await readCaseFile(at.records, reference));
      // what speaks for an interest is read before it is denied
      if (hints.length > 0) throw new NotNowError('conflict-hinted');
      await declareConflict(at, { reference, staff: staff.id, word: 'none' });
    },
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
    path: '/decisions/decline',
    action: 'decide-case',
    done: 'declined',
    fits: ({ declared }) => declared === 'none',
    asks: askWhyDeclined,
    act: (at, { reference }, { staff, form }) =>
      decide(at, {
        reference,
        by: actorOf({ staff }),
        outcome: 'decline',
        declineReasons: form.all('reasons'),
        words: form.one('words'),
      }),
  }),
  several(desk, {
    path: '/decisions/take-back',
    action: 'decide-case',
    done: 'taken-back',
    fits: ({ declared }) => declared === 'none',
    act: (at, { reference }, { staff }) => takeBackDecision(at, { reference, by: actorOf({ staff }) }),
  }),
];

/** Why all of them are declined, and what each applicant reads: the letters themselves are shown before the release. */
function askWhyDeclined({ round, form }: RoundRequest, lines: readonly DecisionLine[]): PageAnswer | undefined {
  const { declineReasons } = programmeOf(round.generation).decision;
  const errors = [
    ...(form.all('reasons').length === 0 ? [{ field: 'reasons', text: WORDS.problems['no-decline-reason'] }] : []),
    ...(form.one('words') === '' ? [{ field: 'words', text: WORDS.problems['no-words'] }] : []),
  ];
  const isSent = form.has('confirmed');
  if (isSent && errors.length === 0) return undefined;
  const page = show('helpdesk/decisions/decline.njk', {
    round,
    lines,
    reasons: declineReasons.map(({ id, wording }) => ({ value: id, text: wording })),
  });
  return isSent ? { ...page, errors, status: 422 } : page;
}
