import type { Source } from './source.ts';

/**
 * A kind of school for which some criteria differ. A programme lists its variants in the order in which they are tried;
 * the last has no `found` and takes every school that is left.
 */
export interface SchoolVariant {
  readonly id: string;
  readonly name: string;
  readonly found?: VariantFinding;
  readonly source: Source;
}

/** How it is known that a school is of a variant: its type must be listed, and the rest must hold as well. */
export interface VariantFinding {
  /** `TypeOfEstablishment (code)` of the school register. */
  readonly types: readonly number[];
  /** `InspectorateName (name)`, in lower case; settles the matter when the register names one. */
  readonly inspectorates?: readonly string[];
  /** Asked of the applicant when the register does not settle it. */
  readonly asks?: { readonly question: string; readonly answer: string };
}
