import { DRAFT_DELETED } from '../acts/delete-draft.ts';

/** Ends that are kept as withdrawn, and that nobody would call so. */
const BY_REASON: readonly string[] = [DRAFT_DELETED, 'round-cancelled'];

/** The word by which pages say a state, or a line of the timeline. */
export const shownWord = (word: string, reasons: readonly string[] = []): string =>
  word === 'withdrawn' ? (reasons.find((reason) => BY_REASON.includes(reason)) ?? word) : word;
