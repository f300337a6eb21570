/**
 * Where a fact of a programme comes from. `seed`: the texts the project was given, which rank first. `public`: a public
 * page. `inference`: our own reading, which a person of the designating body should confirm.
 */
export interface Source {
  readonly kind: 'seed' | 'public' | 'inference';
  /** The text's name or address, or the reason of an inference. */
  readonly where: string;
}

/** The guide for applicants to the LLE programme, of the National College for Teaching and Leadership. */
export const SEED_GUIDE: Source = {
  kind: 'seed',
  where: 'Local leaders of education: a guide for potential applicants',
};

/** GOV.UK, last updated on 18 July 2022. */
export const SEED_SUPPORT: Source = { kind: 'seed', where: 'Get school-to-school support from system leaders' };

export const publicPage = (where: string): Source => ({ kind: 'public', where });

export const inference = (where: string): Source => ({ kind: 'inference', where });
