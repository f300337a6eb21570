import type { School } from '../../domain/school.ts';
import { type Cell, Cells, present, type Unreadable } from './cells.ts';
import { readInspection, type UndatedInspection } from './inspection-columns.ts';

/** A school as a line gives it. Of which day that is, only the whole file tells. */
export type UndatedSchool = Omit<School, 'registerDate' | 'inspection'> & { readonly inspection?: UndatedInspection };

/** Without these there is no school; every other column may be absent, for the register's columns come and go. */
export const REQUIRED_COLUMNS = [
  'URN',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (code)',
  'EstablishmentStatus (name)',
  'LA (code)',
  'LA (name)',
] as const;

export type ReadSchool = { readonly school: UndatedSchool; readonly unreadable: readonly Unreadable[] } | BadSchool;

/** Why a line gives no school. */
export interface BadSchool {
  readonly bad: string;
}

const URN = /^\d{5,7}$/;

/** Reads one line of the register by the names of its columns. */
export function readSchool(cell: Cell): ReadSchool {
  const empty = REQUIRED_COLUMNS.filter((column) => cell(column) === '');
  if (empty.length > 0) return { bad: `${empty.join(', ')}: empty` };

  const cells = new Cells(cell);
  const urn = cell('URN');
  const type = cells.coded('TypeOfEstablishment');
  const status = cells.coded('EstablishmentStatus');
  const localAuthority = cells.coded('LA');
  if (!URN.test(urn)) return { bad: `URN: "${urn}" is no URN` };
  if (!type || !status || !localAuthority) return { bad: cells.unreadable.map(describe).join('; ') };

  const school: UndatedSchool = {
    urn,
    name: cell('EstablishmentName'),
    type,
    status,
    localAuthority,
    address: present({ street: cells.text('Street'), town: cells.text('Town'), postcode: cells.text('Postcode') }),
    ...present({
      phase: cells.coded('PhaseOfEducation'),
      typeGroup: cells.coded('EstablishmentTypeGroup'),
      region: cells.text('GOR (name)'),
      trust: cells.text('Trusts (name)'),
      religiousCharacter: cells.text('ReligiousCharacter (name)'),
      ages: readAges(cells),
      inspectorate: cells.text('InspectorateName (name)'),
      inspection: readInspection(cells),
      head: readHead(cells),
      location: readLocation(cells),
      website: cells.website('SchoolWebsite'),
      openedOn: cells.date('OpenDate'),
      closedOn: cells.date('CloseDate'),
    }),
  };
  return { school, unreadable: cells.unreadable };
}

const describe = ({ column, value }: Unreadable) => `${column}: "${value}" is no code`;

function readAges(cells: Cells): School['ages'] {
  const from = cells.number('StatutoryLowAge');
  const to = cells.number('StatutoryHighAge');
  return from === undefined || to === undefined ? undefined : { from, to };
}

function readHead(cells: Cells): School['head'] {
  const head = present({
    title: cells.text('HeadTitle (name)'),
    firstName: cells.text('HeadFirstName'),
    lastName: cells.text('HeadLastName'),
    post: cells.text('HeadPreferredJobTitle'),
  });
  return head.firstName || head.lastName ? head : undefined;
}

/** The register writes an unknown place as 0, 0, which lies in the Atlantic. */
function readLocation(cells: Cells): School['location'] {
  const easting = cells.number('Easting');
  const northing = cells.number('Northing');
  return easting && northing ? { easting, northing } : undefined;
}
