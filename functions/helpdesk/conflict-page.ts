import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { declareConflict } from '../acts/declare-conflict.ts';
import { getConflict } from '../store/conflict-row.ts';
import { goTo, type Shown, show } from '../web/answer.ts';
import { deskOf } from '../web/page-desk.ts';
import { ConflictedError, casePath, readCaseOfBody } from './case-route.ts';
import { conflictHints } from './conflict-hints.ts';
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
  return show('helpdesk/conflict.njk', {
    reference,
    card,
    declared: declared?.word ?? '',
    hints: await conflictHints(records, request.staff, file),
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
