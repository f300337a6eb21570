import { declineEndorsement } from '../../functions/acts/decline-endorsement.ts';
import { type EndorsementGiven, giveEndorsement } from '../../functions/acts/give-endorsement.ts';
import { LinkDeadError } from '../../functions/acts/refusals.ts';
import type { RequestId } from '../../functions/acts/slot-at-hand.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import { requestIn } from './applicant.ts';
import type { PlannedEndorser } from './plan.ts';
import type { ArrivedMail } from './simulated-home.ts';
import type { Stage } from './stage.ts';

const HOUR = 3_600_000;

/** What an endorser does about a mail that has reached their mailbox. */
export function readAsEndorser(stage: Stage, { template, reference, subject, to, sentAt }: ArrivedMail): void {
  const endorser = stage.endorsers.get(to.toLowerCase());
  const applicant = stage.applicants.get(reference);
  if (!endorser || !applicant || template !== endorser.on) return;
  if (endorser.does !== 'endorses' && endorser.does !== 'declines') return;
  const asked = requestIn(subject, applicant);
  const slot = stage.programme.endorsements.slots.find(({ id }) => id === asked?.slot);
  if (!asked || !slot) return;
  stage.agenda.plan(new Date(sentAt.getTime() + endorser.afterHours * HOUR), async () => {
    const request = { reference, ...asked };
    try {
      if (endorser.does === 'declines') await decline(stage, request);
      else await giveEndorsement(stage.home.desk, { ...request, given: endorsement(slot, endorser), ipClass: 'other' });
    } catch (error) {
      // somebody else was asked meanwhile, or the case is over
      if (!(error instanceof LinkDeadError)) throw error;
    }
  });
}

async function decline({ home, programme }: Stage, request: RequestId): Promise<void> {
  const [reason] = programme.endorsements.declineReasons;
  if (!reason) throw new Error(`${programme.generation} has no reason to decline`);
  await declineEndorsement(home.desk, { ...request, reason: reason.id });
}

function endorsement(slot: EndorsementSlot, { name, role, confirmsAll }: PlannedEndorser): EndorsementGiven {
  const confirms = slot.confirms.map(({ criterion }) => criterion);
  return {
    typedName: name,
    role,
    confirms: confirmsAll ? confirms : confirms.slice(0, Math.max(1, confirms.length - 1)),
    says: Object.fromEntries(
      slot.says.map(({ id }) => [id, 'I have seen this work, and its results, for three years.']),
    ),
    statementTicked: true,
  };
}
