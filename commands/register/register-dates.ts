import { basename } from 'node:path';
import type { RegisterFile } from './register-file.ts';

/** Nobody said of which day the inspections are, and the file cannot tell. */
export class InspectionsDateMissingError extends Error {
  override readonly name = 'InspectionsDateMissingError';
}

/** Calendar dates: of the register, and of Ofsted's data in it. */
export interface RegisterDates {
  readonly registerDate: string;
  readonly inspectionsDate: string;
}

/** `edubasealldata20261121.csv` */
const DATED_NAME = /(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)/;

/**
 * The register lost its Ofsted columns by this day (DFE-Digital/gias-query-tool, commit facdb13). Until then they were as
 * old as the file; in a later file somebody added them, and only they know of which day they are.
 */
const OFSTED_COLUMNS_LOST = '2025-03-11';

/**
 * The register's date is the one that was given, else that in the file's name, else its latest change of a school, else
 * the day on which the file was written.
 *
 * @throws InspectionsDateMissingError
 */
export function datesOf(
  path: string,
  { schools, lastChange, written }: RegisterFile,
  given: { readonly registerDate?: string | undefined; readonly inspectionsDate?: string | undefined },
): RegisterDates {
  const named = DATED_NAME.exec(basename(path))?.slice(1).join('-');
  const registerDate = given.registerDate ?? named ?? lastChange ?? written;
  const addedLater = registerDate >= OFSTED_COLUMNS_LOST && schools.some(({ inspection }) => isOfsted(inspection));
  if (addedLater && given.inspectionsDate === undefined) {
    throw new InspectionsDateMissingError(
      `the register of ${registerDate} has no Ofsted columns of its own, but this file has: say of which day they are with --inspections-dated YYYY-MM-DD`,
    );
  }
  return { registerDate, inspectionsDate: given.inspectionsDate ?? registerDate };
}

/** Which inspectorate visits an independent school, and when, is the register's own knowledge. */
export const isOfsted = (inspection: { readonly framework: string } | undefined): boolean =>
  inspection !== undefined && inspection.framework !== 'isi';
