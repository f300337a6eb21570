import { getSchool, readSchools } from '../store/school-row.ts';
import { putStaffEvent } from '../store/staff-event-row.ts';
import { deleteStaffSchool, putStaffSchool, schoolsOfStaff } from '../store/staff-school-row.ts';
import { goTo, type Shown, show } from '../web/answer.ts';
import { actorOf } from './act-route.ts';
import type { PageGroup, StaffRequest } from './staff-route.ts';
import { DONE, WORDS } from './words.ts';

const PATH = '/helpdesk/account/schools';
const ACTION = 'name-own-schools';

/** Which schools a member of staff is connected with, as they say themselves: what hints of conflicts of interest go by. */
export const ownSchoolPages: PageGroup = ({ records }) => {
  async function page({ staff, query }: StaffRequest): Promise<Shown> {
    const schools = await readSchools(records, await schoolsOfStaff(records, staff.id));
    const done = query.one('done');
    return show('helpdesk/own-schools.njk', {
      schools,
      done: done === 'school-named' || done === 'school-removed' ? DONE[done] : undefined,
    });
  }
  const kept = ({ staff, at }: StaffRequest, what: 'school-named' | 'school-removed') =>
    putStaffEvent(staff.id, at, { who: actorOf({ staff }), what });

  return [
    {
      path: PATH,
      action: ACTION,
      get: page,
      async post(request) {
        const urn = request.form.one('urn');
        const isUrn = /^\d{6}$/.test(urn);
        if (!isUrn || !(await getSchool(records, urn))) {
          const text = isUrn ? WORDS.noSuchSchool : WORDS.urn;
          return { ...(await page(request)), errors: [{ field: 'urn', text }], status: 422 };
        }
        await records.transact([putStaffSchool(request.staff.id, urn), kept(request, 'school-named')]);
        return goTo(`${PATH}?done=school-named`);
      },
    },
    {
      path: `${PATH}/remove`,
      action: ACTION,
      async post(request) {
        const urn = request.form.one('urn');
        await records.transact([deleteStaffSchool(request.staff.id, urn), kept(request, 'school-removed')]);
        return goTo(`${PATH}?done=school-removed`);
      },
    },
  ];
};
