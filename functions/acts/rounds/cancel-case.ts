import { isOpenState } from '../../../domain/application.ts';
import { readCaseFile } from '../../store/case-file.ts';
import { SERVICE } from '../../store/event-row.ts';
import { type Desk, decideAnew, wakeAfter } from '../desk.ts';
import { OVERTAKEN, withdrawing } from '../withdraw.ts';

/** Ends an open case of a cancelled round, and tells the applicant. One with a released decision goes its way. */
export async function cancelCase(desk: Desk, reference: string): Promise<void> {
  const word = await decideAnew(OVERTAKEN, async () => {
    const file = await readCaseFile(desk.records, reference);
    if (!isOpenState(file.case.state) || file.decision?.state === 'released') return 'over';
    const cancelling = { by: SERVICE, reasons: ['round-cancelled'], mail: 'round-cancelled' } as const;
    await desk.records.transact(withdrawing(file, cancelling, 'round', desk.at));
    return 'cancelled';
  });
  if (word === 'cancelled') await wakeAfter(desk, reference);
}
