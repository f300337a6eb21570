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
  const opening = await getGate(records, row.round);
  const saved = row.savedAt === undefined ? {} : { savedAt: new Date(row.savedAt) };
  // nobody needs leave while the gate is open
  const isOpen = gate(opening.gate, saved, at) === 'open';
  const latePassUntil = isOpen ? undefined : await getLatePass(records, row.round, row.person);
  const word = gate(opening.gate, { ...saved, ...(latePassUntil && { latePassUntil }) }, at);
  if (word !== 'open' && word !== 'in-grace' && word !== 'late-pass') throw new RoundNotOpenError(word);
  return { word, opening, latePassUntil };
}
