import type { Criterion } from '../programmes/criterion.ts';
import type { Programme } from '../programmes/programme.ts';

/**
 * The criteria that count for a school variant, in the programme's order: those that apply to it and that no other one
 * replaces or switches off.
 */
export function criteriaFor({ criteria }: Pick<Programme, 'criteria'>, variant: string): readonly Criterion[] {
  const applying = criteria.filter(({ variants }) => variants === 'all' || variants.includes(variant));
  const off = new Set(applying.flatMap(({ replaces = [], switchesOff = [] }) => [...replaces, ...switchesOff]));
  return applying.filter(({ id }) => !off.has(id));
}
