import type { CaseRow } from '../../store/case-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { casesOf } from '../../store/person-row.ts';
import type { Records } from '../../store/records.ts';
import { type Erasure, planRow, readRows, type StoredRow } from './plan-row.ts';

/**
 * What goes of the applicant with a case: that they had it; and all that is known of them when it is their last one and
 * they hold no designation. People who were merged into them go at once, for nothing but the case's messages leads to them.
 */
export async function planPerson(
  records: Records,
  { person, round, reference }: CaseRow,
  rows: readonly StoredRow[],
  gone: ReadonlySet<string>,
): Promise<Erasure[]> {
  const merged = await mergedInto(records, person, rows);
  const others = (await casesOf(records, person)).filter((one) => one.reference !== reference);
  const held = await readRows(records, rowKeys['designation-of-person'](person, ''));
  const designatedElsewhere = await Promise.all(held.map((row) => isOfAnotherCase(records, row, reference)));
  const isLast = others.every((one) => gone.has(one.reference)) && !designatedElsewhere.includes(true);
  const place = await readRows(records, rowKeys['case-of-person'](person, round));
  const ownPlace = place.filter((row) => row.reference === reference).flatMap((row) => planRow(row));
  const whole = await Promise.all([...merged, ...(isLast ? [person] : [])].map((id) => planWhole(records, id)));
  return [...whole.flat(), ...ownPlace];
}

async function isOfAnotherCase(records: Records, { number }: StoredRow, reference: string): Promise<boolean> {
  const [designation] = await readRows(records, rowKeys.designation(String(number)));
  return designation !== undefined && designation.reference !== reference;
}

/** Everything in a person's partition but places of cases and designations, and the addresses that lead to them. */
async function planWhole(records: Records, person: string): Promise<Erasure[]> {
  const rows = await readRows(records, { ...rowKeys.person(person), sk: '' });
  const addresses = rows.filter(({ kind }) => kind === 'email-of-person');
  const leading = await Promise.all(
    addresses.map(({ sk }) => readRows(records, rowKeys.email(sk.replace('EMAIL#', '')))),
  );
  return [
    ...leading.flat().filter((row) => row.person === person),
    ...addresses,
    ...rows.filter(({ kind }) => kind === 'person'),
  ].flatMap((row) => planRow(row));
}

/** The people to whom messages of the case went, and for whom its person stands since. */
async function mergedInto(records: Records, person: string, rows: readonly StoredRow[]): Promise<Set<string>> {
  const merged = new Set<string>();
  for (const { recipient } of rows) {
    const chain: string[] = [];
    let id = personOf(recipient);
    while (id !== undefined && id !== person) {
      chain.push(id);
      const [row]: StoredRow[] = await readRows(records, rowKeys.person(id));
      id = typeof row?.mergedInto === 'string' ? row.mergedInto : undefined;
    }
    if (id === person) for (const one of chain) merged.add(one);
  }
  return merged;
}

function personOf(recipient: unknown): string | undefined {
  const pk = typeof recipient === 'object' && recipient !== null && 'pk' in recipient ? String(recipient.pk) : '';
  return pk.startsWith('PERSON#') ? pk.replace('PERSON#', '') : undefined;
}
