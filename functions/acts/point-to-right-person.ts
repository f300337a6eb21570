import type { EndorsementRow } from '../store/endorsement-rows.ts';
import { declineEndorsement } from './decline-endorsement.ts';
import type { Desk } from './desk.ts';
import type { RequestId } from './slot-at-hand.ts';

/** The reason of whoever is not the right person to ask. */
export const WRONG_PERSON = 'wrong-person';

/** For the applicant: whom an endorser named who is not the right person; empty when they named nobody. */
export const pointsTo = (written: Pick<EndorsementRow, 'reason' | 'words'> | undefined): string | undefined =>
  written?.reason === WRONG_PERSON ? (written.words ?? '') : undefined;

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
  declineEndorsement(desk, { ...asked, reason: WRONG_PERSON, words: `${person.name}, ${person.email}` });
