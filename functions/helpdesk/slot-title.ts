import type { EndorsementSlot } from '../../programmes/endorsements.ts';

/** For staff, of what applicants read as "Your governing body". */
export const slotTitle = ({ title }: Pick<EndorsementSlot, 'title'>): string =>
  title.replace(/^Your (.)/, (_, first: string) => first.toUpperCase());
