import * as z from 'zod';
import { csvCell } from '../../domain/directory-csv.ts';
import { getDesignation } from '../store/designation-rows.ts';
import { referenceOf, rowKeys } from '../store/keys.ts';
import { placesOfCases } from '../store/message-list.ts';
import type { Records } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { type AuditLine, allStaff, auditOfCase, auditOfStaff } from '../store/staff-audit.ts';
import { putStaffEvent } from '../store/staff-event-row.ts';
import { endStaffSessions, getStaff, type StaffRow } from '../store/staff-rows.ts';
import { type Download, goTo, show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { actorOf } from './act-route.ts';
import { caseRoute } from './case-route.ts';
import { mayDo, readGroups, type Staff, worksFor } from './permissions.ts';
import { staffNames } from './staff-names.ts';
import { OtherBodyError, type PageGroup, type StaffRequest } from './staff-route.ts';
import { DONE } from './words.ts';

/** Who of the staff did what, and looked at what: by case, and by member of staff. */
export const auditPages: PageGroup = ({ records }) => [
  caseRoute(
    { records },
    {
      path: '/audit',
      action: 'see-audit',
      async get({ file, query }) {
        const { reference } = file.case;
        const lines = await named(records, await auditOfCase(records, reference));
        if (query.one('as') === 'csv') return csvOf(`audit-${reference}`, lines);
        return show('helpdesk/audit-case.njk', { case: file.case, lines });
      },
    },
  ),
  {
    path: '/helpdesk/audit',
    action: 'see-audit',
    get: async () => show('helpdesk/audit.njk', { people: await allStaff(records) }),
  },
  {
    path: '/helpdesk/audit/:member',
    action: 'see-audit',
    async get(request) {
      const { query, at, staff } = request;
      const member = await getStaff(records, request.parameters.member ?? '');
      if (!member) throw new PageNotFoundError();
      const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(query.one('month'))
        ? query.one('month')
        : at.toISOString().slice(0, 7);
      const all = await auditOfStaff(records, member.staff, month);
      const lines = await named(records, await visibleTo(records, staff, all));
      if (query.one('as') === 'csv') return csvOf(`audit-${member.staff.slice(0, 8)}-${month}`, lines);
      return show('helpdesk/audit-staff.njk', {
        member,
        month,
        ...pageOf(lines.toReversed(), request),
        maySignOut: mayDo(staff, 'sign-out-others') && worksFor(staff, bodyOf(member, staff)),
        done: query.one('done') === 'signed-out' ? DONE['signed-out'] : undefined,
      });
    },
  },
  {
    path: '/helpdesk/audit/:member/sign-out',
    action: 'sign-out-others',
    async post({ parameters, staff, at }) {
      const member = await getStaff(records, parameters.member ?? '');
      if (!member) throw new PageNotFoundError();
      if (!worksFor(staff, bodyOf(member, staff))) throw new OtherBodyError(member.staff);
      // before it is done: what was asked for is known, whatever comes in between
      await records.transact([putStaffEvent(member.staff, at, { who: actorOf({ staff }), what: 'signed-out' })]);
      await endStaffSessions(records, member.staff);
      return goTo(`/helpdesk/audit/${member.staff}?done=signed-out`);
    },
  },
];

/** A body of a member of staff for which the reader works too; without one, they are the national body's concern. */
const bodyOf = ({ groups }: Pick<StaffRow, 'groups'>, reader: Staff): string =>
  readGroups(groups).bodies.find((body) => worksFor(reader, body)) ?? 'national';

const LINES_A_PAGE = 100;

function pageOf(lines: readonly AuditLine[], { query }: StaffRequest) {
  const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(query.one('page'), 10) || 1));
  return { lines: lines.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE), count: lines.length, page, pages };
}

/** Of these cases, those in which the reader has declared a conflict of interest. */
async function barredFrom(records: Records, staff: Staff, cases: readonly string[]): Promise<ReadonlySet<string>> {
  const keys = cases.map((reference) => rowKeys.conflict(reference, staff.id));
  const barred = new Set<string>();
  for await (const { pk, word } of records.getMany(keys, saidOfConflict)) {
    if (word === 'conflicted') barred.add(referenceOf({ pk }));
  }
  return barred;
}

const saidOfConflict = z.object({ pk: z.string(), word: z.string() });

/**
 * Only what is about cases, designations, rounds and staff of the reader's own bodies, and of no case that they may not
 * open.
 */
async function visibleTo(records: Records, staff: Staff, all: readonly AuditLine[]): Promise<readonly AuditLine[]> {
  const numbers = [...new Set(all.filter(({ on }) => on === 'designation').map(({ id }) => id))];
  const caseOf = new Map(
    await Promise.all(numbers.map(async (id) => [id, (await getDesignation(records, id))?.reference] as const)),
  );
  const caseOfLine = ({ on, id }: AuditLine) =>
    on === 'case' ? id : on === 'designation' ? caseOf.get(id) : undefined;
  const barred = await barredFrom(records, staff, [...new Set(all.flatMap((line) => caseOfLine(line) ?? []))]);
  const lines = all.filter((line) => !barred.has(caseOfLine(line) ?? ''));
  if (worksFor(staff, 'national')) return lines;
  const ids = (on: AuditLine['on']) => [...new Set(lines.filter((line) => line.on === on).map(({ id }) => id))];
  const [cases, designations, rounds, people] = await Promise.all([
    placesOfCases(records, ids('case')).then((all) => [...all].map(([id, { body }]) => [id, body] as const)),
    Promise.all(ids('designation').map(async (id) => [id, (await getDesignation(records, id))?.body] as const)),
    Promise.all(ids('round').map(async (id) => [id, (await getRound(records, id)).round.body] as const)),
    Promise.all(ids('staff').map((id) => getStaff(records, id))).then((all) =>
      all.flatMap((member) => (member ? [[member.staff, bodyOf(member, staff)] as const] : [])),
    ),
  ]);
  const bodies = new Map<string, string | undefined>([...cases, ...designations, ...rounds, ...people]);
  return lines.filter(({ id }) => worksFor(staff, bodies.get(id) ?? 'national'));
}

async function named(records: Records, lines: readonly AuditLine[]) {
  const names = await staffNames(
    records,
    lines.map(({ staff }) => staff),
  );
  return lines.map((line) => ({ ...line, name: names.get(line.staff) ?? line.staff }));
}

const COLUMNS = ['at', 'name', 'staff', 'on', 'id', 'what', 'about', 'why'] as const;

function csvOf(name: string, lines: readonly (AuditLine & { readonly name: string })[]): Download {
  const rows = lines.map((line) => COLUMNS.map((column) => csvCell(line[column])).join(','));
  const body = [COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('');
  return { download: `${name}.csv`, type: 'text/csv; charset=utf-8', body };
}
