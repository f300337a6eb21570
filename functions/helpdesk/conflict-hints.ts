import type { School } from '../../domain/school.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';
import { emailOf } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { readSchools } from '../store/school-row.ts';
import { schoolsOfStaff } from '../store/staff-school-row.ts';
import type { Staff } from './permissions.ts';

/** Why a member of staff may have an interest in a case. */
export type ConflictHint =
  | { readonly word: 'address'; readonly host: string }
  | { readonly word: 'school'; readonly school: string }
  /** `school` is of the application, `own` theirs. */
  | { readonly word: 'trust'; readonly school: string; readonly own: string; readonly trust: string };

/**
 * What speaks for an interest in a case: somebody in it has an address where they have theirs, or a school that they
 * named, or another one of its trust, is the applicant's or was supported by them.
 */
export async function conflictHints(records: Records, staff: Staff, file: CaseFile): Promise<ConflictHint[]> {
  const [email = '', itsSchools, ownSchools] = await Promise.all([
    emailOf(records, file.case.person),
    readSchools(records, urnsIn(file)),
    schoolsOfStaff(records, staff.id).then((urns) => readSchools(records, urns)),
  ]);
  const host = hostOf(staff.email);
  const website = itsSchools.find(({ urn }) => urn === file.case.school)?.website;
  const hosts = [...hostsOf(website), ...[email, ...file.requests.map((request) => request.email)].map(hostOf)];
  return [
    ...(host !== '' && hosts.includes(host) ? [{ word: 'address' as const, host }] : []),
    ...itsSchools.flatMap((school) => tieOf(school, ownSchools) ?? []),
  ];
}

/** The applicant's school and those that they supported. */
function urnsIn(file: CaseFile): string[] {
  const supported = Object.values(allAnswers(file))
    .flat()
    .flatMap((answer) => (typeof answer === 'object' && 'urn' in answer ? answer.urn : []));
  return [...(file.case.school === undefined ? [] : [file.case.school]), ...supported];
}

/** The register names trusts and has no numbers for them here: two of the same name are taken for one. */
function tieOf({ urn, name, trust }: School, ownSchools: readonly School[]): ConflictHint | undefined {
  if (ownSchools.some((own) => own.urn === urn)) return { word: 'school', school: name };
  const own = trust === undefined ? undefined : ownSchools.find((one) => one.trust === trust);
  return own && trust !== undefined ? { word: 'trust', school: name, own: own.name, trust } : undefined;
}

const hostsOf = (website: string | undefined): string[] =>
  website && URL.canParse(website) ? [new URL(website).hostname.replace(/^www\./, '')] : [];

const hostOf = (email: string) => email.split('@')[1]?.toLowerCase() ?? '';
