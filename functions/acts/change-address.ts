import { addressHash } from '../store/address-hash.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import { changePerson, findPerson, getPerson, lead } from '../store/person-row.ts';
import type { Desk } from './desk.ts';

/**
 * Writes to a person at another address from now on. The old one still leads to them when they sign in, and is told: whoever
 * has it must hear of it if somebody else did this.
 *
 * @throws AddressTakenError when the address leads to somebody else
 */
export async function changeAddress(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { person, email }: { person: string; email: string },
): Promise<void> {
  const { email: before, name } = await getPerson(records, person);
  if (before.trim().toLowerCase() === email.trim().toLowerCase()) return;
  const known = (await findPerson(records, email)) === person;
  const told: Key = rowKeys['email-of-person'](person, await addressHash(records, before));
  await records.transact([
    ...(known ? [] : await lead(records, { person, email })),
    changePerson(person, { email: email.trim() }),
    { Put: { Item: { ...told, kind: 'email-of-person', email: before, name } } },
    oweMessage(rowKeys.person(person), {
      template: 'address-changed',
      subject: String(at.getTime()),
      occurrence: 1,
      reference: person,
      recipient: told,
      about: rowKeys.person(person),
      owedAt: at.toISOString(),
    }),
  ]);
}
