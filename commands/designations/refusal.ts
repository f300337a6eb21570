import { DesignationNotFoundError } from '../../functions/acts/designations/held-designation.ts';
import { SchoolNotFoundError } from '../../functions/acts/designations/move-school.ts';
import { SnapshotNotFoundError } from '../../functions/acts/directory/restore-snapshot.ts';
import { NotNowError } from '../../functions/acts/refusals.ts';
import { refusalSentence } from '../cases/refusal.ts';

/** What the words of `mayMoveDesignation` mean to staff. */
const NO_MOVE: Readonly<Record<string, string>> = {
  'already-there': 'it is so already',
  'no-such-move': 'it cannot come to that from where it is',
  'not-by-them': 'that is not for staff to say',
};

/** One sentence about why it was not done; none when it is no refusal but a fault. */
export function designationRefusal(error: unknown): string | undefined {
  if (error instanceof DesignationNotFoundError) return `refused (no-such-designation): ${error.message}`;
  if (error instanceof SchoolNotFoundError) return `refused (no-such-school): the register has no ${error.message}`;
  if (error instanceof SnapshotNotFoundError) {
    return `refused (no-such-snapshot): none, or more than one, has a hash that begins with ${error.message}`;
  }
  const why = error instanceof NotNowError ? NO_MOVE[error.word] : undefined;
  return why === undefined ? refusalSentence(error) : `refused (${(error as NotNowError).word}): ${why}`;
}
