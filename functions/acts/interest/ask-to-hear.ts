import { randomUUID } from 'node:crypto';
import { addressHash } from '../../store/address-hash.ts';
import { InterestConfirmedError, putAskedInterest } from '../../store/interest-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { oweMessage } from '../../store/message-row.ts';
import type { Desk } from '../desk.ts';

/**
 * Somebody wants to hear when a round of a programme opens. Whether the address was known or not, one mail goes to it and
 * the answer is the same: who asks learns nothing about an address that is not theirs.
 */
export async function askToHear(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { programme, email }: { readonly programme: string; readonly email: string },
): Promise<void> {
  const address = await addressHash(records, email);
  const mail = oweMessage(rowKeys.email(address), {
    template: 'interest-confirm',
    subject: randomUUID(),
    occurrence: 1,
    reference: address,
    recipient: rowKeys.interest(programme, address),
    owedAt: at.toISOString(),
  });
  try {
    await records.transact([putAskedInterest(programme, address, email.trim(), at), mail]);
  } catch (error) {
    if (!(error instanceof InterestConfirmedError)) throw error;
    await records.transact([mail]);
  }
}
