import { changeAddress } from '../../functions/acts/change-address.ts';
import { mergePeople } from '../../functions/acts/merge-people.ts';
import { findPerson } from '../../functions/store/person-row.ts';
import type { Records } from '../../functions/store/records.ts';
import { UsageError } from '../command-line.ts';
import { emailAddress } from './call.ts';
import type { Subcommand } from './subcommand.ts';

/** @throws UsageError when the address leads to nobody */
async function personAt(records: Records, address: string): Promise<string> {
  const person = await findPerson(records, emailAddress(address));
  if (person === undefined) throw new UsageError(`${address} leads to nobody who applies`);
  return person;
}

const change: Subcommand = {
  parameters: ['ADDRESS', 'NEW_ADDRESS'],
  options: [],
  takes: '',
  does: 'write to an applicant at another address from now on',
  acts: true,
  async run(desk, call) {
    const person = await personAt(desk.records, call.parameter('ADDRESS'));
    await changeAddress(desk, { person, email: emailAddress(call.parameter('NEW_ADDRESS')), by: call.by });
    return ['changed'];
  },
};

const merge: Subcommand = {
  parameters: ['ADDRESS', 'OTHER_ADDRESS'],
  options: [],
  takes: '',
  does: 'make one of two applicants who are the same person: the first stands for both',
  acts: true,
  async run(desk, call) {
    const keep = await personAt(desk.records, call.parameter('ADDRESS'));
    const drop = await personAt(desk.records, call.parameter('OTHER_ADDRESS'));
    await mergePeople(desk, { keep, drop, by: call.by });
    return ['merged'];
  },
};

/** What staff do with people, whom they name by their addresses. */
export const PEOPLE = { 'change-address': change, merge };
