import type { CaseFile } from '../store/case-file.ts';
import { shownWord } from './shown-word.ts';

/** A line of the timeline as its template says it in words: what happened, to which endorsement. */
export interface TimelineLine {
  readonly at: string;
  readonly what: string;
  readonly title: string;
}

/** What the applicant is told in the timeline, the newest first. What staff note among themselves is not for them. */
export function timelineOf({ events, programme }: CaseFile): TimelineLine[] {
  const titles = new Map(programme.endorsements.slots.map(({ id, title }) => [id, title]));
  return events
    .map(({ at, what, about = '', reasons }) => ({
      at,
      what: shownWord(what, reasons),
      title: titles.get(about) ?? '',
    }))
    .toReversed();
}
