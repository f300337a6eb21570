import { SendTaskSuccessCommand, type SFNClient, TaskDoesNotExist, TaskTimedOut } from '@aws-sdk/client-sfn';
import { type CaseStanding, readCaseStanding } from './case-file.ts';
import { type Key, rowKeys } from './keys.ts';
import type { Records } from './records.ts';
import { nextDue } from './slot-row.ts';
import { recordWoken, type WakeWord } from './waiting-row.ts';

export type Waker = Pick<SFNClient, 'send'>;

/**
 * Wakes the workflow of a case wherever it waits at a row that has something to tell it. The rows have decided already, so
 * a workflow that is gone, or was woken before, is well.
 */
export async function wakeCase(records: Records, workflows: Waker, reference: string, now: Date): Promise<void> {
  for (const { key, taskToken, wake, due } of rowsToWake(await readCaseStanding(records, reference), now)) {
    // without a token the workflow has not come here yet, and will find what the row says
    if (taskToken !== undefined) await sendWake(workflows, taskToken, wake);
    await recordWoken(records, key, { kind: '', wake, ...(taskToken !== undefined && { taskToken }) }, due);
  }
}

/** Wakes whoever waits with a token; one that is gone, or was woken before, is well. */
export async function sendWake(workflows: Waker, taskToken: string, wake: WakeWord): Promise<void> {
  try {
    await workflows.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ wake }) }));
  } catch (error) {
    if (!(error instanceof TaskTimedOut || error instanceof TaskDoesNotExist)) throw error;
  }
}

interface RowToWake {
  readonly key: Key;
  readonly wake: WakeWord;
  readonly taskToken: string | undefined;
  /** What falls due on the row after that. */
  readonly due: ReturnType<typeof nextDue>;
}

function rowsToWake(
  { case: { reference }, programme, slots, eligibility, decision }: CaseStanding,
  now: Date,
): RowToWake[] {
  const rows = [
    ...slots.map((row) => ({
      row,
      key: rowKeys.slot(reference, row.slot),
      due: nextDue(row, programme.endorsements, now),
    })),
    { row: eligibility, key: rowKeys.eligibility(reference), due: undefined },
    { row: decision, key: rowKeys.decision(reference), due: undefined },
  ];
  return rows.flatMap(({ row, key, due }) =>
    row?.wake === undefined ? [] : [{ key, wake: row.wake, taskToken: row.taskToken, due }],
  );
}
