import { assignCase } from '../acts/assign-case.ts';
import { recordFact } from '../acts/timeline.ts';
import { putNote } from '../store/note-row.ts';
import { allStaff } from '../store/staff-audit.ts';
import { closeTask, TaskMovedOnError } from '../store/task-row.ts';
import { actorOf, actRoute, WrongFormError } from './act-route.ts';
import type { CaseRequest } from './case-route.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { mayDo, readGroups, worksFor } from './permissions.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

const MOST_CHARACTERS = 10_000;

/** Whose case it is, notes among staff, and tasks that are done. */
export const deskPages: PageGroup = (desk) => [
  actRoute(desk, {
    path: '/take',
    action: 'take-case',
    done: 'taken',
    act: (at, { file, staff, form }) =>
      assignCase(at, {
        reference: file.case.reference,
        by: staff.id,
        to: staff.id,
        from: form.one('from') || undefined,
      }),
  }),
  actRoute(desk, {
    path: '/return',
    action: 'take-case',
    done: 'returned',
    act: (at, { file, staff, form }) =>
      assignCase(at, {
        reference: file.case.reference,
        by: staff.id,
        to: undefined,
        from: form.one('from') || undefined,
      }),
  }),
  actRoute(desk, {
    path: '/give',
    action: 'take-case',
    template: 'helpdesk/give.njk',
    done: 'given',
    context: async (request) => ({
      colleagues: (await colleaguesOf(desk, request)).map(({ staff, name }) => ({ value: staff, text: name })),
    }),
    act: async (at, request) => {
      const { file, staff, form } = request;
      const to = form.one('to');
      const colleagues = await colleaguesOf(desk, request);
      if (!colleagues.some((one) => one.staff === to)) throw new WrongFormError({ field: 'to', text: WORDS.colleague });
      await assignCase(at, {
        reference: file.case.reference,
        by: staff.id,
        to,
        from: form.one('from') || undefined,
      });
    },
  }),
  actRoute(desk, {
    path: '/notes',
    action: 'write-note',
    template: 'helpdesk/note.njk',
    done: 'noted',
    act: async ({ records, at }, { file, staff, form }) => {
      const text = form.one('note');
      if (text === '' || text.length > MOST_CHARACTERS) throw new WrongFormError({ field: 'note', text: WORDS.note });
      const { reference } = file.case;
      await records.transact([
        putNote(reference, { by: staff.id, text }, at),
        ...recordFact(reference, at, { who: actorOf({ staff }), what: 'noted' }),
      ]);
    },
  }),
  actRoute(desk, {
    path: '/tasks/:task/:subject/done',
    action: 'settle-task',
    done: 'task-done',
    act: async ({ records, at }, { file, staff, parameters: { task = '', subject = '' } }) => {
      const { reference } = file.case;
      const closing = await closeTask(records, reference, task, subject);
      if (closing.length === 0) throw new TaskMovedOnError(`${reference} ${task}`);
      const fact = { who: actorOf({ staff }), what: 'task-done', about: task };
      await records.transact([...closing, ...recordFact(reference, at, fact)]);
    },
  }),
];

/** Who else works on cases of this body, as far as they have signed in. */
async function colleaguesOf({ records }: HelpdeskDesk, { file, staff }: CaseRequest) {
  return (await allStaff(records)).filter((one) => {
    const theirs = readGroups(one.groups);
    return one.staff !== staff.id && mayDo(theirs, 'take-case') && worksFor(theirs, file.case.body);
  });
}
