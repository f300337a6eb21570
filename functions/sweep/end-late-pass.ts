import { closeDraft } from '../acts/rounds/close-draft.ts';
import type { Key } from '../store/keys.ts';
import { forgetLatePassEnd, latePassRow } from '../store/late-pass-row.ts';
import { getCaseOfPerson } from '../store/person-row.ts';
import type { Sweeping } from './sweeping.ts';

/** Closes the draft of somebody whose leave to send it late has ended. */
export async function endLatePass({ records, at }: Sweeping, key: Key): Promise<void> {
  const pass = await records.get({ pk: key.pk, sk: key.sk }, latePassRow);
  if (!pass || at < pass.until) return;
  const own = await getCaseOfPerson(records, pass.person, pass.round);
  if (own) await closeDraft({ records, at }, own.reference);
  await records.transact([forgetLatePassEnd(pass)]);
}
