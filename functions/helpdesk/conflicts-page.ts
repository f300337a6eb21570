import { liftConflict } from '../acts/lift-conflict.ts';
import { conflictsOf } from '../store/conflict-row.ts';
import { actorOf, actRoute, reasonIn, WrongFormError } from './act-route.ts';
import { staffNames } from './staff-names.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

/** Who declared an interest in a case; somebody else can take it back when it was a mistake. */
export const conflictsGroup: PageGroup = (desk) => [
  actRoute(desk, {
    path: '/conflicts',
    action: 'lift-conflict',
    template: 'helpdesk/conflicts.njk',
    done: 'lifted',
    async context({ file }) {
      const conflicts = await conflictsOf(desk.records, file.case.reference);
      const names = await staffNames(
        desk.records,
        conflicts.map(({ staff }) => staff),
      );
      return { conflicts: conflicts.map((one) => ({ ...one, name: names.get(one.staff) })) };
    },
    async act(at, request) {
      const { reference } = request.file.case;
      const conflicts = await conflictsOf(desk.records, reference);
      const member = conflicts.find(({ staff }) => staff === request.form.one('member'));
      if (!member) throw new WrongFormError({ field: 'member', text: WORDS.member });
      await liftConflict(at, { reference, staff: member.staff, by: actorOf(request), reason: reasonIn(request) });
    },
  }),
];
