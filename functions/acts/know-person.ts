import { AddressTakenError, findPerson, newPerson } from '../store/person-row.ts';
import { type Desk, decideAnew } from './desk.ts';

/** The person to whom a proven address leads: made when nobody has it yet. */
export const knowPerson = ({ records }: Desk, { email }: { email: string }): Promise<string> =>
  decideAnew([AddressTakenError], async () => {
    const known = await findPerson(records, email);
    if (known !== undefined) return known;
    const { person, writes } = await newPerson(records, email);
    await records.transact(writes);
    return person;
  });
