import { declineEndorsement } from './decline-endorsement.ts';
import type { Desk } from './desk.ts';
import type { RequestId } from './slot-at-hand.ts';

/**
 * Declines because somebody else should be asked, and says who. Only the applicant can ask them: an address that a third
 * person typed gets no mail.
 *
 * @throws LinkDeadError
 */
export const pointToRightPerson = (
  desk: Desk,
  { person, ...asked }: RequestId & { person: { name: string; email: string } },
): Promise<'declined' | 'already-declined'> =>
  declineEndorsement(desk, { ...asked, reason: 'wrong-person', words: `${person.name}, ${person.email}` });
