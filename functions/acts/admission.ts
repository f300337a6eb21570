import { gate } from '../../domain/round-gate.ts';
import type { CaseRow } from '../store/case-row.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import { getGate } from '../store/round-row.ts';
import type { Desk } from './desk.ts';
import { RoundNotOpenError } from './refusals.ts';

/**
 * What the gate of its round says to a draft at this instant, with the copy of the gate that said so.
 *
 * @throws RoundNotOpenError when it does not let it in
 */
export async function admission({ records, at }: Pick<Desk, 'records' | 'at'>, row: CaseRow) {
  const [opening, latePassUntil] = await Promise.all([
    getGate(records, row.round),
    getLatePass(records, row.round, row.person),
  ]);
  const savedAt = row.savedAt === undefined ? {} : { savedAt: new Date(row.savedAt) };
  const word = gate(opening.gate, { ...savedAt, ...(latePassUntil && { latePassUntil }) }, at);
  if (word !== 'open' && word !== 'in-grace' && word !== 'late-pass') throw new RoundNotOpenError(word);
  return { word, opening, latePassUntil };
}
