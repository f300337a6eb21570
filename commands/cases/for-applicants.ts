import { printInstant } from '../../domain/london-time.ts';
import { readMoment } from '../../domain/round.ts';
import { extendEndorsement } from '../../functions/acts/extend-endorsement.ts';
import { remindEndorser } from '../../functions/acts/remind-endorser.ts';
import { replaceEndorser } from '../../functions/acts/replace-endorser.ts';
import { findSlot } from '../../functions/acts/slot-at-hand.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { UsageError } from '../command-line.ts';
import { emailAddress } from './call.ts';
import { caseAct } from './subcommand.ts';

/** @throws UsageError */
function readInstant(typed: string): Date {
  const read = readMoment(typed);
  if (read.word === 'moment') return read.moment.instant;
  throw new UsageError(`--until ${typed}: ${read.word} (write it as 2027-03-20T17:00, by London's clocks)`);
}

const extend = caseAct({
  parameters: ['SLOT'],
  options: ['until', 'reason'],
  takes: '--until TIME --reason TEXT',
  does: 'put back the due date of an endorsement',
  async run(desk, call, { reference, by }) {
    const dueAt = readInstant(call.one('until'));
    const reason = call.one('reason');
    await extendEndorsement(desk, { reference, slot: call.parameter('SLOT'), dueAt, by, reason });
    return [`due ${printInstant(dueAt)}`, 'extended'];
  },
});

const replace = caseAct({
  parameters: ['SLOT'],
  options: ['name', 'email', 'role'],
  takes: '--name NAME --email ADDRESS --role ROLE',
  does: 'ask another endorser, or correct the address',
  async run(desk, call, { reference, by }) {
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
});

const remind = caseAct({
  parameters: ['SLOT'],
  does: 'mail the endorser once more',
  async run(desk, call, { reference, by }) {
    await remindEndorser(desk, { reference, slot: call.parameter('SLOT'), by });
    return ['reminded'];
  },
});

const withdrawCase = caseAct({
  options: ['reason', 'words'],
  takes: '--reason ID [--words TEXT]',
  does: 'withdraw the application for the applicant',
  async run(desk, call, { reference, by }) {
    const words = call.optional('words');
    return [await withdraw(desk, { reference, by, reason: call.one('reason'), ...(words !== undefined && { words }) })];
  },
});

/** What staff do for applicants who cannot do it themselves. */
export const FOR_APPLICANTS = { extend, replace, remind, withdraw: withdrawCase };
