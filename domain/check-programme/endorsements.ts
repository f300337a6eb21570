import type { EndorsementPolicy } from '../../programmes/endorsements.ts';
import type { Programme } from '../../programmes/programme.ts';
import { satisfies } from '../endorsement-policy.ts';
import { uniqueProblems } from './unique.ts';

/** Slots, their roles and what they confirm; and that the policy can be satisfied, and is when every slot is filled. */
export function endorsementProblems({ criteria, endorsements }: Programme): string[] {
  const { slots, policy } = endorsements;
  const problems = [...uniqueProblems('slot', slots), ...uniqueProblems('decline reason', endorsements.declineReasons)];

  for (const slot of slots) {
    problems.push(...uniqueProblems(`role in slot "${slot.id}"`, slot.roles));
    problems.push(...uniqueProblems(`question in slot "${slot.id}"`, slot.says));
    if (slot.roles.length === 0) problems.push(`slot "${slot.id}" has no roles`);
    if (slot.confirms.length === 0) problems.push(`slot "${slot.id}" confirms nothing`);
    if (slot.minutes <= 0) problems.push(`slot "${slot.id}" says that it takes no time`);
    for (const { criterion } of slot.confirms) {
      const known = criteria.find(({ id }) => id === criterion);
      if (!known?.kinds.includes('endorsed')) {
        problems.push(`slot "${slot.id}" confirms "${criterion}", which is no endorsed criterion`);
      }
    }
  }
  for (const { id, kinds } of criteria) {
    const isConfirmed = slots.some((slot) => slot.confirms.some(({ criterion }) => criterion === id));
    if (kinds.includes('endorsed') && !isConfirmed) problems.push(`endorsed criterion "${id}" is confirmed by no slot`);
  }

  const offered = new Set(slots.flatMap((slot) => slot.roles.map(({ kind }) => kind)));
  const wanted = new Set(kindsOf(policy));
  for (const kind of wanted)
    if (!offered.has(kind)) problems.push(`no role is of kind "${kind}", which the policy wants`);
  for (const kind of offered)
    if (!wanted.has(kind)) problems.push(`roles of kind "${kind}" count for nothing in the policy`);
  const worst = waysToFill(slots.map((slot) => slot.roles.map(({ kind }) => kind))).find(
    (kinds) => !satisfies(policy, kinds),
  );
  if (worst) problems.push(`with every slot filled (${worst.join(', ')}), the policy is not satisfied`);
  return problems;
}

function kindsOf(policy: EndorsementPolicy): string[] {
  if ('kind' in policy) return [policy.kind];
  return ('allOf' in policy ? policy.allOf : policy.anyOf).flatMap(kindsOf);
}

/** Every choice of one kind for each slot. */
function waysToFill(slots: readonly (readonly string[])[]): string[][] {
  return slots.reduce<string[][]>(
    (ways, kinds) => ways.flatMap((way) => [...new Set(kinds)].map((kind) => [...way, kind])),
    [[]],
  );
}
