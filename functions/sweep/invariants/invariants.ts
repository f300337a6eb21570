import type { Key, RowKind } from '../../store/keys.ts';
import type { RoundRow } from '../../store/round-row.ts';
import type { Sweeping } from '../sweeping.ts';
import { messageOwedLong } from './message-owed-long.ts';
import { roundBehind } from './round-behind.ts';
import { scheduleMissing } from './schedule-missing.ts';
import { submittedWithoutExecution } from './submitted-without-execution.ts';
import type { Violation } from './violation.ts';
import { waitingAfterEnd } from './waiting-after-end.ts';

type Look<Subject> = (sweeping: Sweeping, subject: Subject) => Promise<Violation[]>;

/**
 * What must never be, looked for on rows that are due: whatever is to be watched is in the index of due things, so that
 * nothing is searched through. Each is looked at before what is due on the row is done, which puts right what it finds.
 */
export const ROW_INVARIANTS: Partial<Record<RowKind, readonly Look<Key>[]>> = {
  case: [submittedWithoutExecution, waitingAfterEnd],
  message: [messageOwedLong],
};

/** What must never be of a round, on every sweep. */
export const ROUND_INVARIANTS: readonly Look<RoundRow>[] = [roundBehind];

/** And what is looked for once an hour: it asks another service. */
export const HOURLY_ROUND_INVARIANTS: readonly Look<RoundRow>[] = [scheduleMissing];
