import { dueSince } from '../acts/erasing/due-since.ts';
import { CaseKeptError, eraseCase, wentOn } from '../acts/erasing/erase-case.ts';
import { planCase } from '../acts/erasing/plan-case.ts';
import { giveLatePass } from '../acts/rounds/give-late-pass.ts';
import { RoundInvalidError } from '../acts/rounds/refusals.ts';
import { runAgain } from '../acts/run-again.ts';
import { keptUntil } from '../store/retention.ts';
import { getRound } from '../store/round-row.ts';
import { actorOf, actRoute, reasonIn, WrongFormError } from './act-route.ts';
import type { CaseRequest } from './case-route.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { typedMoment } from './rounds/round-act.ts';
import { problemOf } from './rounds/round-words.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

/** What managers and administrators do to a case that went astray: let it in late, start its workflow anew, erase it. */
export const upkeepPages: PageGroup = (desk) => [
  actRoute(desk, {
    path: '/late-pass',
    action: 'give-late-pass',
    template: 'helpdesk/late-pass.njk',
    done: 'late-pass',
    async act(at, { file, form, staff }) {
      const { round, person } = file.case;
      const until = typedMoment(form, 'until') ?? '';
      try {
        await giveLatePass(at, { round, person, until, by: actorOf({ staff }), reason: form.one('reason') });
      } catch (error) {
        throw error instanceof RoundInvalidError ? new WrongFormError(...error.problems.map(problemOf)) : error;
      }
    },
  }),
  actRoute(desk, {
    path: '/run-again',
    action: 'run-again',
    template: 'helpdesk/run-again.njk',
    done: 'run-again',
    act: async ({ records, at }, request) =>
      runAgain(
        { records, at, workflows: desk.workflows, stateMachineArn: desk.stateMachineArn },
        { reference: request.file.case.reference, by: actorOf(request), reason: reasonIn(request) },
      ),
  }),
  actRoute(desk, {
    path: '/erase',
    action: 'erase-case',
    template: 'helpdesk/erase.njk',
    done: 'erased',
    // its conflict declarations go with it: there is nothing to see any more
    leadsTo: () => '/helpdesk/find',
    context: (request) => whatGoes(desk, request),
    async act({ records, at }, { file, form, staff }) {
      const { reference } = file.case;
      if (form.one('reference').toUpperCase() !== reference) {
        throw new WrongFormError({ field: 'reference', text: WORDS.typeReference });
      }
      try {
        await eraseCase(records, reference, at, actorOf({ staff }));
      } catch (error) {
        if (!wentOn(error)) throw error;
        throw new WrongFormError({
          field: 'reference',
          text: error instanceof CaseKeptError ? WORDS.kept : WORDS.movedOn,
        });
      }
    },
  }),
];

/** What the rule would erase now, by kind of row; until when it keeps the case where it erases nothing. */
async function whatGoes({ records }: HelpdeskDesk, { file, at }: CaseRequest) {
  const { round } = await getRound(records, file.case.round);
  const until = keptUntil(file.case, round);
  const kept = { isUndecided: until === 'undecided', until: until === 'undecided' ? undefined : until };
  if (!(await dueSince(records, file.case, round, at))) return { kept };
  const rows = new Map<string, number>();
  for (const { kind } of await planCase(records, file.case)) rows.set(kind, (rows.get(kind) ?? 0) + 1);
  return { rows: [...rows].map(([kind, count]) => ({ kind, count })) };
}
