import { DESIGNATION_STATES } from '../../domain/designation.ts';
import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { PROGRAMME_IDS } from '../../programmes/programmes.ts';
import { programmeName } from '../directory/programme-name.ts';
import { designationHistory } from '../store/designation-event-row.ts';
import { designationsOfProgramme } from '../store/designation-list.ts';
import { designationOf, designationRow } from '../store/designation-rows.ts';
import { readTexts } from '../store/event-row.ts';
import { rowKeys } from '../store/keys.ts';
import { getPerson } from '../store/person-row.ts';
import { cardsOf } from '../store/queue.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { goTo, show } from '../web/answer.ts';
import { caseRoute } from './case-route.ts';
import { designationActsOf } from './designation-acts.ts';
import { type DesignationPage, designationPath, designationRoute } from './designation-route.ts';
import { worksFor } from './permissions.ts';
import { staffNames } from './staff-names.ts';
import type { PageGroup, StaffPage } from './staff-route.ts';
import { DONE, WORDS } from './words.ts';

const LINES_A_PAGE = 50;

/** Who is designated, and what has happened since. */
export const designationPages: PageGroup = (desk) => [
  { path: '/helpdesk/designations', action: 'see-designations', get: listPage(desk.records) },
  designationRoute(desk, { action: 'see-designations', get: showDesignation(desk.records) }),
  caseRoute(desk, {
    path: '/designation',
    action: 'see-designations',
    async get({ file }) {
      const { person, programme } = file.case;
      const number = await designationOf(desk.records, person, programme);
      // one that has ended is nobody's: it is found by its number
      return goTo(number ? designationPath(number) : `/helpdesk/designations?programme=${programme}&state=ended`);
    },
  }),
];

const listPage =
  (records: Records): StaffPage =>
  async ({ query, staff }) => {
    const typed = query.one('number');
    const read = readReference(typed, NUMBER_SIGNS);
    if (read.word === 'reference') return goTo(designationPath(read.reference));
    const programmes = PROGRAMME_IDS.map((id) => ({ id, name: programmeName(id) }));
    const programme = programmes.find(({ id }) => id === query.one('programme'))?.id ?? programmes[0]?.id ?? '';
    const state = DESIGNATION_STATES.find((one) => one === query.one('state'));
    const all = (await designationsOfProgramme(records, programme)).filter(
      (one) => worksFor(staff, one.body) && (state === undefined || one.state === state),
    );
    const pages = Math.max(1, Math.ceil(all.length / LINES_A_PAGE));
    const page = Math.min(pages, Math.max(1, Number.parseInt(query.one('page'), 10) || 1));
    const shown = all.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE);
    const lines = await linesOf(
      records,
      shown.map(({ number }) => number),
    );
    const errors = typed === '' ? [] : [{ field: 'number', text: WORDS.number }];
    return {
      ...show('helpdesk/designations.njk', {
        programmes,
        programme,
        state: state ?? '',
        states: DESIGNATION_STATES,
        asked: typed,
        lines,
        count: all.length,
        page,
        pages,
        search: `?${new URLSearchParams({ programme, state: state ?? '' })}`,
      }),
      errors,
    };
  };

/** With the holders' names, as their cases have them. */
async function linesOf(records: Records, numbers: readonly string[]) {
  const rows = await Array.fromAsync(records.getMany(numbers.map(rowKeys.designation), designationRow));
  const cards = await cardsOf(
    records,
    rows.map(({ reference }) => reference),
  );
  return rows
    .toSorted((one, other) => one.number.localeCompare(other.number))
    .map((row) => ({ ...row, name: cards.get(row.reference)?.name }));
}

const showDesignation =
  (records: Records): DesignationPage =>
  async ({ held, staff, query }) => {
    const { designation, programme, entry } = held;
    const [history, { name, email }, school, texts] = await Promise.all([
      designationHistory(records, designation.number),
      getPerson(records, designation.person),
      designation.school === undefined ? undefined : getSchool(records, designation.school),
      readTexts(records, designation.reference),
    ]);
    const names = await staffNames(
      records,
      history.flatMap(({ who }) => (who.kind === 'staff' && who.id !== undefined ? [who.id] : [])),
    );
    const done = query.one('done');
    return show('helpdesk/designation.njk', {
      designation,
      programme,
      entry,
      name,
      email,
      school: school?.school,
      ground: programme.designation.reviewGrounds.find(({ id }) => id === designation.review?.ground)?.wording,
      history: history.toReversed(),
      texts,
      names: Object.fromEntries(names),
      offers: designationActsOf(staff, designation),
      done: Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : undefined,
    });
  };
