import { SendTaskSuccessCommand, type SFNClient, TaskDoesNotExist, TaskTimedOut } from '@aws-sdk/client-sfn';
import type { Records } from './records.ts';
import { getSlot, slotWoken } from './slot-row.ts';

/**
 * Wakes the workflow that waits at an answered slot. Best effort: the row has decided already, so a workflow that is
 * gone, or was woken before, is well.
 */
export async function wakeSlot(records: Records, workflows: SFNClient, reference: string, name: string): Promise<void> {
  const slot = await getSlot(records, reference, name);
  if (!slot || slot.state === 'awaiting') return;
  if (slot.taskToken) {
    try {
      const output = JSON.stringify({ outcome: slot.state });
      await workflows.send(new SendTaskSuccessCommand({ taskToken: slot.taskToken, output }));
    } catch (error) {
      if (!(error instanceof TaskTimedOut || error instanceof TaskDoesNotExist)) throw error;
    }
  }
  // without a token the workflow has not come to the slot yet, and will find it answered
  await records.transact([slotWoken(reference, name)]);
}
