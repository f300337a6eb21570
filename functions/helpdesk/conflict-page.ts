import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { declareConflict } from '../acts/declare-conflict.ts';
import type { CaseFile } from '../store/case-file.ts';
import { getConflict } from '../store/conflict-row.ts';
import { emailOf } from '../store/person-row.ts';
import { getSchool } from '../store/school-row.ts';
import { goTo, type Shown, show } from '../web/answer.ts';
import { deskOf } from '../web/page-desk.ts';
import { ConflictedError, casePath, readCaseOfBody } from './case-route.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import type { PageGroup, StaffPage, StaffRequest } from './staff-route.ts';
import { WORDS } from './words.ts';

const PATH = '/helpdesk/cases/:reference/conflict';

/** Asked before a case is opened: does its reader have an interest in it? */
export const conflictGroup: PageGroup = (desk) => [
  { path: PATH, action: 'declare-conflict', about: 'case', get: askForConflict(desk), post: declare(desk) },
];

const askForConflict =
  (desk: HelpdeskDesk): StaffPage =>
  (request) =>
    conflictPage(desk, request);

async function conflictPage({ records }: HelpdeskDesk, request: StaffRequest): Promise<Shown> {
  const file = await readCaseOfBody(records, request);
  const { reference, card } = file.case;
  const declared = await getConflict(records, reference, request.staff.id);
  if (declared?.word === 'conflicted') throw new ConflictedError(reference);
  const hosts = await hostsOf({ records }, file);
  const own = hostOf(request.staff.email);
  return show('helpdesk/conflict.njk', {
    reference,
    card,
    declared: declared?.word ?? '',
    hint: hosts.find((host) => host === own),
  });
}

const declare =
  (desk: HelpdeskDesk): StaffPage =>
  async (request) => {
    const page = await conflictPage(desk, request);
    const word = request.form.one('conflict');
    if (word !== 'none' && word !== 'conflicted') {
      return { ...page, errors: [{ field: 'conflict', text: WORDS.conflict }], status: 422 };
    }
    const reference = String(page.with.reference);
    await declareConflict(deskOf(desk, request), { reference, staff: request.staff.id, word });
    return goTo(word === 'none' ? askedFor(request, reference) : '/helpdesk');
  };

/** What they wanted to see: the case, or the designation that came of it. */
function askedFor({ query }: StaffRequest, reference: string): string {
  const read = readReference(query.one('designation'), NUMBER_SIGNS);
  return read.word === 'reference' ? `/helpdesk/designations/${read.reference}` : casePath(reference);
}

/** Where the people and the school of a case have their addresses: staff with an address there may know them. */
async function hostsOf(
  { records }: Pick<HelpdeskDesk, 'records'>,
  { case: row, requests }: CaseFile,
): Promise<string[]> {
  const [email = '', school] = await Promise.all([
    emailOf(records, row.person),
    row.school === undefined ? undefined : getSchool(records, row.school),
  ]);
  const website = school?.school.website;
  const host = website && URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, '') : undefined;
  return [...(host ? [host] : []), ...[email, ...requests.map((request) => request.email)].map(hostOf)].filter(Boolean);
}

const hostOf = (email: string) => email.split('@')[1]?.toLowerCase() ?? '';
