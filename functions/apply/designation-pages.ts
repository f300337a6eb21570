import { AGE_GROUPS } from '../../domain/directory-entry.ts';
import { choosesSpecialisms, profileWords } from '../../domain/own-words.ts';
import { endHeldDesignation } from '../acts/designations/end-designation.ts';
import { DesignationNotFoundError, type HeldDesignation, readHeld } from '../acts/designations/held-designation.ts';
import { agreeToListing, changeOwnWords, confirmEntry, leaveDirectory } from '../acts/designations/listing.ts';
import { pauseDesignation, resumeDesignation } from '../acts/designations/pause-designation.ts';
import type { Desk } from '../acts/desk.ts';
import { publicEntry } from '../publish-directory/compile-entries.ts';
import { designationsOf } from '../store/designation-rows.ts';
import type { Actor } from '../store/event-row.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { type PageRequest, personOf } from '../web/request.ts';
import type { Page, Route } from '../web/routes.ts';
import { fieldsOfEntry, readOwnWords, typedFields } from './own-words-form.ts';

const PAGE = '/designations/:number';
const ENTRY = 'apply/designation-entry.njk';

/** What designated people see and do of their own: one line of the table of addresses. */
export const designationRoutes = (desk: PageDesk): Route[] => {
  const own = (act: OwnAct): Pick<Route, 'for' | 'get' | 'post'> => ({
    for: 'signed-in',
    // where signing in again leads back to
    get: async ({ parameters }) => goTo(`/designations/${parameters.number}`),
    post: ownAct(desk, act),
  });
  return [
    { path: '/designations', for: 'signed-in', get: listDesignations(desk) },
    { path: PAGE, for: 'signed-in', get: designationPage(desk) },
    { path: `${PAGE}/entry`, for: 'signed-in', get: entryPage(desk), post: saveEntry(desk) },
    { path: `${PAGE}/confirm`, ...own(confirmEntry) },
    { path: `${PAGE}/pause`, ...own(pauseDesignation) },
    { path: `${PAGE}/resume`, ...own(resumeDesignation) },
    { path: `${PAGE}/list`, ...own(agreeToListing) },
    { path: `${PAGE}/leave`, ...own(leaveDirectory), get: askPage(desk, 'apply/designation-leave.njk') },
    { path: `${PAGE}/resign`, ...own(resign), get: askPage(desk, 'apply/designation-resign.njk') },
  ];
};

type OwnAct = (desk: Desk, whose: { number: string; by: Actor }) => Promise<unknown>;

const resign: OwnAct = (desk, whose) => endHeldDesignation(desk, { ...whose, reason: 'resigned' });

/** Does one thing to the person's own designation, and shows it. */
const ownAct =
  (desk: PageDesk, act: OwnAct): Page =>
  async (request) => {
    const { designation } = await ownDesignation(desk.records, request);
    await act(deskOf(desk, request), { number: designation.number, by: self(request) });
    return goTo(`${pathOf(designation.number)}?done`);
  };

/** Every designation of the person; with only one, that one. */
const listDesignations =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const numbers = await designationsOf(records, personOf(request));
    const [only, second] = numbers;
    if (only !== undefined && second === undefined) return goTo(pathOf(only));
    const designations = await Promise.all(numbers.map((number) => readHeld(records, number)));
    return show('apply/designations.njk', { designations });
  };

/** The designation, and its entry as the public sees it. */
const designationPage =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const held = await ownDesignation(records, request);
    const { designation, entry, programme } = held;
    const school = designation.school === undefined ? undefined : await getSchool(records, designation.school);
    return show('apply/designation.njk', {
      designation,
      programme,
      school: school?.school,
      ageGroups: AGE_GROUPS,
      isDone: request.query.has('done'),
      entry: entry && publicEntry(designation, entry, school?.school),
    });
  };

/** Asks before something that is not easily taken back. */
const askPage =
  ({ records }: PageDesk, template: string): Page =>
  async (request) => {
    const { designation, programme } = await ownDesignation(records, request);
    const back = pathOf(designation.number);
    return designation.state === 'ended' ? goTo(back) : show(template, { back, designation, programme });
  };

const entryPage =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const held = await ownDesignation(records, request);
    return held.entry
      ? show(ENTRY, {
          ...entryView(held),
          values: request.kept ? typedFields(request.kept) : fieldsOfEntry(held.entry),
        })
      : goTo(pathOf(held.designation.number));
  };

const saveEntry =
  (desk: PageDesk): Page =>
  async (request) => {
    const held = await ownDesignation(desk.records, request);
    if (!held.entry) return goTo(pathOf(held.designation.number));
    const read = readOwnWords(held.programme, held.entry, request.form, request.at);
    if (!read.own)
      return showErrors(ENTRY, { ...entryView(held), values: typedFields(request.form.typed()) }, read.errors);
    const { number } = held.designation;
    await changeOwnWords(deskOf(desk, request), { number, by: self(request), own: read.own });
    return goTo(`${pathOf(number)}?done`);
  };

function entryView({ designation, programme }: HeldDesignation) {
  return {
    back: pathOf(designation.number),
    programme,
    groups: choosesSpecialisms(programme) ? programme.specialisms : [],
    ageGroups: AGE_GROUPS,
    mostWords: profileWords(programme),
  };
}

const pathOf = (number: string) => `/designations/${number}`;
const self = (request: PageRequest): Actor => ({ kind: 'applicant', id: personOf(request) });

/** Somebody else's designation is no more there than one that nobody has. */
async function ownDesignation(records: Records, request: PageRequest): Promise<HeldDesignation> {
  try {
    const held = await readHeld(records, request.parameters.number ?? '');
    if (held.designation.person === personOf(request)) return held;
  } catch (error) {
    if (!(error instanceof DesignationNotFoundError)) throw error;
  }
  throw new PageNotFoundError();
}
