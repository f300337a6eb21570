import { findProgramme } from '../../programmes/programmes.ts';

/** `Local leaders of education`; the id of a programme that is no longer there. */
export function programmeName(id: string): string {
  const name = findProgramme(id)?.words.name ?? id;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
