import { printInstant } from '../../domain/london-time.ts';
import { readMoment } from '../../domain/round.ts';
import { extendEndorsement } from '../../functions/acts/extend-endorsement.ts';
import { remindEndorser } from '../../functions/acts/remind-endorser.ts';
import { replaceEndorser } from '../../functions/acts/replace-endorser.ts';
import { findSlot } from '../../functions/acts/slot-at-hand.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { emailAddress, UsageError } from './call.ts';
import type { Subcommand } from './subcommand.ts';

/** @throws UsageError */
function readInstant(typed: string): Date {
  const read = readMoment(typed);
  if (read.word === 'moment') return read.moment.instant;
  throw new UsageError(`--until ${typed}: ${read.word} (write it as 2027-03-20T17:00, by London's clocks)`);
}

const extend: Subcommand = {
  parameters: ['REFERENCE', 'SLOT'],
  options: ['until', 'reason'],
  takes: '--until TIME --reason TEXT',
  does: 'put back the due date of an endorsement',
  acts: true,
  async run(desk, call) {
    const { reference, by } = call;
    const dueAt = readInstant(call.one('until'));
    const reason = call.one('reason');
    await extendEndorsement(desk, { reference, slot: call.parameter('SLOT'), dueAt, by, reason });
    return [`due ${printInstant(dueAt)}`, 'extended'];
  },
};

const replace: Subcommand = {
  parameters: ['REFERENCE', 'SLOT'],
  options: ['name', 'email', 'role'],
  takes: '--name NAME --email ADDRESS --role ROLE',
  does: 'ask another endorser, or correct the address',
  acts: true,
  async run(desk, call) {
    const { reference, by } = call;
    const endorser = { name: call.one('name'), email: emailAddress(call.one('email')), role: call.one('role') };
    const { slot } = await findSlot(desk, reference, call.parameter('SLOT'));
    const { word, request } = await replaceEndorser(desk, {
      reference,
      slot: slot.slot,
      request: slot.request,
      by,
      endorser,
    });
    return [`request ${request}`, word];
  },
};

const remind: Subcommand = {
  parameters: ['REFERENCE', 'SLOT'],
  options: [],
  takes: '',
  does: 'mail the endorser once more',
  acts: true,
  async run(desk, call) {
    const { reference, by } = call;
    await remindEndorser(desk, { reference, slot: call.parameter('SLOT'), by });
    return ['reminded'];
  },
};

const withdrawCase: Subcommand = {
  parameters: ['REFERENCE'],
  options: ['reason', 'words'],
  takes: '--reason ID [--words TEXT]',
  does: 'withdraw the application for the applicant',
  acts: true,
  async run(desk, call) {
    const { reference, by } = call;
    const words = call.optional('words');
    return [await withdraw(desk, { reference, by, reason: call.one('reason'), ...(words !== undefined && { words }) })];
  },
};

/** What staff do for applicants who cannot do it themselves. */
export const FOR_APPLICANTS = { extend, replace, remind, withdraw: withdrawCase };
