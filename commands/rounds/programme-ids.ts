import { PROGRAMMES } from '../../programmes/programmes.ts';

/** Every programme once, whatever its generations. */
export const PROGRAMME_IDS: readonly string[] = [...new Set(PROGRAMMES.map(({ id }) => id))];

export const noProgramme = (id: string): string => `there is no programme "${id}": ${PROGRAMME_IDS.join(', ')}`;
