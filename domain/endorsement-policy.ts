import type { EndorsementPolicy, Endorsements } from '../programmes/endorsements.ts';
import { type EndorsementState, FILLABLE } from './endorsement.ts';

/** Do these kinds of endorser, together, satisfy a policy? */
export function satisfies(policy: EndorsementPolicy, kinds: readonly string[]): boolean {
  if ('kind' in policy) return kinds.includes(policy.kind);
  if ('allOf' in policy) return policy.allOf.every((part) => satisfies(part, kinds));
  return policy.anyOf.some((part) => satisfies(part, kinds));
}

export interface SlotNow {
  readonly slot: string;
  /** Of its live request. */
  readonly state: EndorsementState;
  /** The role the endorser chose when answering. */
  readonly role?: string;
}

/**
 * `given`: what is there is enough. `waiting`: it can still become enough. `not-endorsed`: it no longer can, whatever the
 * open slots bring. A role that the slot does not list counts for nothing.
 */
export function endorsementsWord(
  { slots, policy }: Pick<Endorsements, 'slots' | 'policy'>,
  now: readonly SlotNow[],
): 'given' | 'waiting' | 'not-endorsed' {
  const given: string[] = [];
  const possible: string[] = [];
  for (const { id, roles } of slots) {
    const slotNow = now.find(({ slot }) => slot === id);
    if (slotNow?.state === 'given')
      given.push(...roles.filter((role) => role.id === slotNow.role).map(({ kind }) => kind));
    else if (!slotNow || FILLABLE.some((state) => state === slotNow.state))
      possible.push(...roles.map(({ kind }) => kind));
  }
  if (satisfies(policy, given)) return 'given';
  return satisfies(policy, [...given, ...possible]) ? 'waiting' : 'not-endorsed';
}
