import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { addressHash } from './address-hash.ts';
import { type Key, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

/** Somebody who applies. The id is random: an address leads to a person, and can change. */
export const personRow = z.object({
  kind: z.literal('person'),
  person: z.string(),
  /** Empty until they told us. */
  name: z.string(),
  email: z.string(),
  /** The person who stands for this one since two were merged. */
  mergedInto: z.string().exactOptional(),
});
export type PersonRow = z.infer<typeof personRow>;

const emailRow = z.object({ kind: z.literal('email'), person: z.string() });
const caseOfPersonRow = z.object({ kind: z.literal('case-of-person'), reference: z.string(), round: z.string() });
export type CaseOfPerson = z.infer<typeof caseOfPersonRow>;

export class PersonNotFoundError extends Error {
  override readonly name = 'PersonNotFoundError';
}

/** The address leads to another person already. */
export class AddressTakenError extends Error {
  override readonly name = 'AddressTakenError';
}

/** Where to write to somebody; undefined once their data is erased. */
export const emailOf = async (records: Records, person: string): Promise<string | undefined> =>
  (await records.get(rowKeys.person(person), personRow))?.email;

/** @throws PersonNotFoundError */
export async function getPerson(records: Records, person: string): Promise<PersonRow> {
  const row = await records.get(rowKeys.person(person), personRow);
  if (!row) throw new PersonNotFoundError(person);
  return row;
}

/** The id of the person to whom an address leads. */
export async function findPerson(records: Records, email: string): Promise<string | undefined> {
  return (await records.get(rowKeys.email(await addressHash(records, email)), emailRow))?.person;
}

/** The cases of a person, one for each round. */
export async function casesOf(records: Records, person: string): Promise<CaseOfPerson[]> {
  return Array.fromAsync(records.beginning(rowKeys['case-of-person'](person, ''), caseOfPersonRow));
}

const emailOfPersonRow = z.object({ kind: z.literal('email-of-person'), sk: z.string(), email: z.string() });

/** Every address that leads to a person. */
export async function addressesOf(records: Records, person: string): Promise<z.infer<typeof emailOfPersonRow>[]> {
  return Array.fromAsync(records.beginning(rowKeys['email-of-person'](person, ''), emailOfPersonRow));
}

export function getCaseOfPerson(records: Records, person: string, round: string): Promise<CaseOfPerson | undefined> {
  return records.get(rowKeys['case-of-person'](person, round), caseOfPersonRow);
}

/** A person who was not known before, with the address. */
export async function newPerson(records: Records, email: string): Promise<{ person: string; writes: Write[] }> {
  const person = randomUUID();
  const row: PersonRow = { kind: 'person', person, name: '', email: email.trim() };
  return { person, writes: [{ Put: { Item: { ...rowKeys.person(person), ...row } } }, ...(await lead(records, row))] };
}

/** Makes an address lead to a person; refused when it leads to another. */
export async function lead(records: Records, { person, email }: Pick<PersonRow, 'person' | 'email'>): Promise<Write[]> {
  const hash = await addressHash(records, email);
  return [
    putNew({ ...rowKeys.email(hash), kind: 'email', person }, () => new AddressTakenError('another person has it')),
    { Put: { Item: { ...rowKeys['email-of-person'](person, hash), kind: 'email-of-person', email } } },
  ];
}

export function changePerson(person: string, set: Partial<PersonRow>): Write {
  return updateRow(rowKeys.person(person), { set }, () => new PersonNotFoundError(person));
}

/** The row to which mails for a person are addressed. */
export const personKey = (person: string): Key => rowKeys.person(person);
