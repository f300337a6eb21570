import { decide } from '../acts/decide.ts';
import { markCriteria } from '../acts/mark-criteria.ts';
import { releaseDecision } from '../acts/release-decision.ts';
import { askReversal, confirmReversal } from '../acts/reverse-decision.ts';
import { actorOf, actRoute, WrongFormError } from './act-route.ts';
import { casePath } from './case-route.ts';
import { criteriaOf } from './criteria-lines.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

const MARKS = ['met', 'not-met', 'exception'] as const;
const OUTCOMES = ['designate', 'decline'] as const;

/** Marks, the decision, its release and its reversal. */
export const decidingPages: PageGroup = (desk) => [
  actRoute(desk, {
    path: '/marks',
    action: 'mark-criteria',
    template: 'helpdesk/marks.njk',
    done: 'marked',
    context: async ({ file, at }) => ({
      criteria: (await criteriaOf(desk.records, file, at)).filter(({ needsMark }) => needsMark),
      exceptions: file.programme.decision.exceptions,
      mayDecide: file.case.state === 'awaiting-decision',
    }),
    act: async (at, { file, form, staff }) => {
      const { reference } = file.case;
      const criteria = (await criteriaOf(desk.records, file, at.at)).filter(({ needsMark }) => needsMark);
      const others = form.one('others') === 'met' ? 'met' : undefined;
      const marks = criteria.flatMap(({ id }) => {
        const mark = MARKS.find((one) => one === form.one(`mark-${id}`)) ?? others;
        if (!mark) return [];
        // what speaks against an applicant is explained by itself
        const common = mark === 'met' ? form.one('reason') : '';
        return [{ criterion: id, mark, reason: form.one(`reason-${id}`) || common }];
      });
      const unexplained = marks.filter(({ reason }) => reason === '');
      if (unexplained.length > 0) {
        throw new WrongFormError(
          ...unexplained.map(({ criterion }) => ({
            field: `reason-${criterion}`,
            text: `${criterion}: ${WORDS.reason}`,
          })),
        );
      }
      // unchanged marks stay those of whoever made them
      const changed = marks.filter((mark) => {
        const before = file.marks.find(({ criterion }) => criterion === mark.criterion);
        return before?.mark !== mark.mark || before.reason !== mark.reason;
      });
      await markCriteria(at, { reference, by: actorOf({ staff }), marks: changed });
    },
    leadsTo: ({ file, form }) => casePath(file.case.reference, form.one('next') === 'decision' ? '/decision' : ''),
  }),
  actRoute(desk, {
    path: '/decision',
    action: 'decide-case',
    template: 'helpdesk/decision.njk',
    done: 'decided',
    context: async ({ file, at }) => ({
      criteria: await criteriaOf(desk.records, file, at),
      decision: file.decision,
      reasons: file.programme.decision.declineReasons.map(({ id, wording }) => ({ value: id, text: wording })),
    }),
    act: async (at, { file, form, staff }) => {
      const outcome = OUTCOMES.find((one) => one === form.one('outcome'));
      if (!outcome) throw new WrongFormError({ field: 'outcome', text: WORDS.outcome });
      const declines = outcome === 'decline';
      await decide(at, {
        reference: file.case.reference,
        by: actorOf({ staff }),
        outcome,
        declineReasons: declines ? form.all('reasons') : [],
        words: declines ? form.one('words') : '',
      });
    },
  }),
  actRoute(desk, {
    path: '/release',
    action: 'release-decision',
    template: 'helpdesk/release.njk',
    done: 'released',
    context: ({ file }) => ({ decision: file.decision }),
    act: async (at, { file, staff }) => releaseDecision(at, { reference: file.case.reference, by: actorOf({ staff }) }),
  }),
  actRoute(desk, {
    path: '/reversal',
    action: 'reverse-decision',
    template: 'helpdesk/reversal.njk',
    done: 'reversal-asked',
    context: ({ file }) => ({ decision: file.decision }),
    act: async (at, { file, form, staff }) =>
      askReversal(at, { reference: file.case.reference, by: actorOf({ staff }), reason: form.one('reason') }),
  }),
  actRoute(desk, {
    path: '/reversal/confirm',
    action: 'reverse-decision',
    template: 'helpdesk/reversal-confirm.njk',
    done: 'reversed',
    context: ({ file }) => ({ decision: file.decision }),
    act: async (at, { file, staff }) => confirmReversal(at, { reference: file.case.reference, by: actorOf({ staff }) }),
  }),
];
