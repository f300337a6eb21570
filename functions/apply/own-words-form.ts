import { AGE_GROUPS } from '../../domain/directory-entry.ts';
import { calendarDate } from '../../domain/london-time.ts';
import {
  choosesSpecialisms,
  type OwnWords,
  type OwnWordsProblem,
  ownWordsProblems,
  profileWords,
} from '../../domain/own-words.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { DirectoryEntryRow } from '../store/directory-entry-row.ts';
import type { FieldError } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import { WORDS } from './words.ts';

type Fields = Record<string, string | string[]>;

export function fieldsOfEntry(entry: DirectoryEntryRow): Fields {
  const [year = '', month = '', day = ''] = entry.availableFrom?.split('-').map((part) => String(Number(part))) ?? [];
  return {
    profile: entry.profile,
    specialisms: entry.specialisms,
    ageGroups: entry.ageGroups,
    travelMiles: String(entry.travelMiles ?? ''),
    placements: String(entry.placements),
    'from-day': day,
    'from-month': month,
    'from-year': year,
  };
}

/** As it was typed: one box that was ticked is a list too. */
export const typedFields = (typed: Readonly<Record<string, string | readonly string[]>>) => ({
  ...typed,
  specialisms: [typed.specialisms ?? []].flat(),
  ageGroups: [typed.ageGroups ?? []].flat(),
});

type Read = { readonly own: OwnWords } | { readonly own?: never; readonly errors: readonly FieldError[] };

/** Where each problem is shown. */
const FIELD: Readonly<Record<OwnWordsProblem, string>> = {
  'too-many-words': 'profile',
  'unknown-specialism': 'specialisms',
  'not-theirs-to-choose': 'specialisms',
  'too-many-specialisms': 'specialisms',
  miles: 'travelMiles',
  placements: 'placements',
  'too-far-ahead': 'from-day',
};

/** @param entry as it is: what the form does not ask for stays so */
export function readOwnWords(programme: Programme, entry: DirectoryEntryRow, form: Form, at: Date): Read {
  const today = calendarDate(at);
  const chosen = form.all('ageGroups');
  const miles = form.one('travelMiles');
  const from = readDate(form);
  const own: OwnWords = {
    profile: form.one('profile'),
    specialisms: choosesSpecialisms(programme) ? form.all('specialisms') : entry.specialisms,
    ageGroups: AGE_GROUPS.map(({ id }) => id).filter((id) => chosen.includes(id)),
    placements: wholeNumber(form.one('placements')),
    ...(miles !== '' && { travelMiles: wholeNumber(miles) }),
    // a day that is over says no more than none
    ...(from !== undefined && from !== 'no-date' && from > today && { availableFrom: from }),
  };
  const errors = ownWordsProblems(programme, own, { before: entry.specialisms, today }).map((problem) => ({
    field: FIELD[problem],
    text: WORDS.entry[problem](profileWords(programme)),
  }));
  if (from === 'no-date') errors.push({ field: 'from-day', text: WORDS.entry.date });
  return errors.length > 0 ? { errors } : { own };
}

/** What is no whole number is no number that the rules take. */
const wholeNumber = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN);

function readDate(form: Form): string | 'no-date' | undefined {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => form.one(`from-${part}`));
  if (day === '' && month === '' && year === '') return undefined;
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? 'no-date' : date;
}
