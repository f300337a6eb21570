import type { Question } from '../programmes/form.ts';
import type { Programme } from '../programmes/programme.ts';
import { countWords } from './answers.ts';
import type { AgeGroup } from './directory-entry.ts';

/** What designated people say of themselves in the directory, and may change at any time. */
export interface OwnWords {
  readonly profile: string;
  /** As `group/specialism`. */
  readonly specialisms: readonly string[];
  /** None: those that the person's school teaches. */
  readonly ageGroups: readonly AgeGroup[];
  readonly travelMiles?: number;
  readonly placements: number;
  /** A calendar date; absent: from now on. */
  readonly availableFrom?: string;
}

export const MOST_MILES = 250;
export const MOST_PLACEMENTS = 9;

export type OwnWordsProblem =
  | 'too-many-words'
  | 'too-many-specialisms'
  | 'unknown-specialism'
  | 'not-theirs-to-choose'
  | 'miles'
  | 'placements'
  | 'too-far-ahead';

/** Someone who is free only after this many years says so when the time comes. */
const YEARS_AHEAD = 2;

/** @param before the specialisms as they were: where people are designated in them, they stay as they are */
export function ownWordsProblems(
  programme: Programme,
  own: OwnWords,
  { before, today }: { readonly before: readonly string[]; readonly today: string },
): OwnWordsProblem[] {
  const { profile, specialisms, travelMiles = 1, placements, availableFrom = today } = own;
  const question = specialismsQuestion(programme);
  const known = programme.specialisms.flatMap((group) => group.specialisms.map(({ id }) => `${group.id}/${id}`));
  const isSame = specialisms.length === before.length && specialisms.every((one) => before.includes(one));
  const latest = `${Number(today.slice(0, 4)) + YEARS_AHEAD}${today.slice(4)}`;
  const problems: [OwnWordsProblem, boolean][] = [
    ['too-many-words', countWords(profile) > profileWords(programme)],
    ['unknown-specialism', !specialisms.every((one) => known.includes(one))],
    ['not-theirs-to-choose', !choosesSpecialisms(programme) && !isSame],
    ['too-many-specialisms', !isSame && specialisms.length > (question?.atMost ?? 0)],
    ['miles', !isWhole(travelMiles, MOST_MILES)],
    ['placements', !isWhole(placements, MOST_PLACEMENTS)],
    ['too-far-ahead', availableFrom > latest],
  ];
  return problems.filter(([, is]) => is).map(([problem]) => problem);
}

/** Specialisms that a criterion speaks of were judged: people are designated in them, and do not change them. */
export const choosesSpecialisms = (programme: Programme): boolean =>
  (specialismsQuestion(programme)?.criteria ?? []).length === 0;

/** How many words a profile may have. */
export const profileWords = (programme: Programme): number => questionOf(programme, 'profile')?.maxWords ?? 0;

export const specialismsQuestion = (programme: Programme) => questionOf(programme, 'specialisms');

function questionOf<Kind extends Question['kind']>(
  { form }: Programme,
  kind: Kind,
): Extract<Question, { kind: Kind }> | undefined {
  const questions = form.sections.flatMap(({ pages }) => pages.flatMap((page): readonly Question[] => page.questions));
  return questions.find((one): one is Extract<Question, { kind: Kind }> => one.kind === kind);
}

const isWhole = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most;
