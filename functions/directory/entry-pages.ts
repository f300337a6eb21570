import { CSV_FIELDS } from '../../domain/directory-csv.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { findProgramme } from '../../programmes/programmes.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';
import { checkDesignation } from './check-designation.ts';
import type { DirectoryDesk } from './directory-desk.ts';
import { ageGroupNames, availabilityOn } from './entry-line.ts';
import { programmeName } from './programme-name.ts';
import { WORDS } from './words.ts';

/**
 * Somebody who is listed now; whoever is not has no page, as if there had never been one.
 *
 * @param typed the number, as people type it from paper
 */
export async function listedEntry({ readDirectory }: DirectoryDesk, typed = '') {
  const read = readReference(typed, NUMBER_SIGNS);
  const entry = read.word === 'reference' ? (await readDirectory()).index.byNumber.get(read.reference) : undefined;
  if (!entry) throw new PageNotFoundError();
  return entry;
}

export const entryPage =
  (desk: DirectoryDesk): Page =>
  async ({ parameters, at }) => {
    const entry = await listedEntry(desk, parameters.number);
    return show('directory/entry.njk', {
      back: '/directory',
      entry,
      programme: programmeName(entry.programme),
      explanation: findProgramme(entry.programme)?.directory.explanation,
      ageGroups: ageGroupNames(entry),
      availability: availabilityOn(entry, calendarDate(at)),
    });
  };

/** The form; a number that is typed into it has an address of its own. */
export const checkForm: Page = async ({ query }) => {
  const number = query.one('number').slice(0, 100);
  return number === '' ? show('directory/check.njk') : goTo(`/check/${encodeURIComponent(number)}`);
};

export const checkPage =
  ({ records, readDirectory }: DirectoryDesk): Page =>
  async ({ parameters: { number = '' }, at }) => {
    const check = await checkDesignation(records, readDirectory, number, at);
    if (check.word !== 'known') {
      const errors = [{ field: 'number', text: WORDS.check[check.word] }];
      return { ...showErrors('directory/check.njk', { number }, errors), status: check.word === 'unknown' ? 404 : 422 };
    }
    return show('directory/checked.njk', {
      back: '/check',
      check,
      programme: programmeName(check.programme),
      on: calendarDate(at),
    });
  };

export const openDataPage =
  ({ publicUrl }: DirectoryDesk): Page =>
  async () =>
    show('directory/open-data.njk', {
      back: '/directory',
      publicUrl,
      fields: CSV_FIELDS.map(({ name }) => ({ name, says: WORDS.columns[name] })),
    });
