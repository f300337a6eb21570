import type { DesignationMover } from '../../../domain/designation.ts';
import type { Programme } from '../../../programmes/programme.ts';
import { programmeOf } from '../../store/case-file.ts';
import { DesignationMovedOnError, type DesignationRow, getDesignation } from '../../store/designation-rows.ts';
import { DirectoryEntryMovedOnError, type DirectoryEntryRow, getEntry } from '../../store/directory-entry-row.ts';
import type { Actor } from '../../store/event-row.ts';
import type { Records } from '../../store/records.ts';

/** A designation with what goes with it. Without an entry, its person did not agree to be listed. */
export interface HeldDesignation {
  readonly designation: DesignationRow;
  readonly entry: DirectoryEntryRow | undefined;
  readonly programme: Programme;
}

export class DesignationNotFoundError extends Error {
  override readonly name = 'DesignationNotFoundError';
}

/** Whoever meets somebody else's change looks again. */
export const OVERTAKEN = [DesignationMovedOnError, DirectoryEntryMovedOnError];

/** @throws DesignationNotFoundError */
export async function readHeld(records: Records, number: string): Promise<HeldDesignation> {
  const [designation, entry] = await Promise.all([getDesignation(records, number), getEntry(records, number)]);
  if (!designation) throw new DesignationNotFoundError(number);
  return { designation, entry, programme: programmeOf(designation.generation) };
}

/** Who moves a designation, as the rules know them. */
export const moverOf = ({ kind }: Actor): DesignationMover =>
  kind === 'staff' ? 'staff' : kind === 'service' ? 'sweep' : 'person';
