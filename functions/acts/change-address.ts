import { addressHash } from '../store/address-hash.ts';
import type { Actor } from '../store/event-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import { casesOf, changePerson, findPerson, getPerson, lead } from '../store/person-row.ts';
import type { Desk } from './desk.ts';
import { recordFact } from './timeline.ts';

/**
 * Writes to a person at another address from now on. The old one still leads to them when they sign in, and is told: whoever
 * has it must hear of it if somebody else did this.
 *
 * @throws AddressTakenError when the address leads to somebody else
 */
export async function changeAddress(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { person, email, by }: { person: string; email: string; by: Actor },
): Promise<void> {
  const { email: before, name } = await getPerson(records, person);
  if (before.trim().toLowerCase() === email.trim().toLowerCase()) return;
  const known = (await findPerson(records, email)) === person;
  const told: Key = rowKeys['email-of-person'](person, await addressHash(records, before));
  const cases = await casesOf(records, person);
  await records.transact([
    ...(known ? [] : await lead(records, { person, email })),
    changePerson(person, { email: email.trim() }),
    { Put: { Item: { ...told, kind: 'email-of-person', email: before, name } } },
    ...cases.flatMap(({ reference }) => recordFact(reference, at, { who: by, what: 'address-changed' })),
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
