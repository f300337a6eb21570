import { OPEN_STATES } from '../../domain/application.ts';
import { lastClosing, type Round } from '../../domain/round.ts';
import type { CaseRow } from './case-row.ts';
import type { RowKind } from './keys.ts';

/**
 * How long a case is kept, in years: sent ones from their last move, as the application rounds of central government's
 * Funding Service do; those never sent from the close of their round.
 */
export const KEPT_YEARS = { submitted: 6, unsubmitted: 1 } as const;

/**
 * How long a row lives.
 *
 * - `case`: with the personal data of its case (`keptUntil`)
 * - `person`: until all cases of the person are erased and no designation stands
 * - `digest`: until a case that asked its address is erased: it was of use only while it was sent
 * - `expires`: by its own `expiresAt`
 * - `replaced`: until a newer one is written, or what it describes ends
 * - `always`: it is the record that stays: statistics, timelines, the public list of designations
 */
export type KeptFor = 'case' | 'person' | 'digest' | 'expires' | 'replaced' | 'always';

export interface Retention {
  /** Which personal data it holds. */
  readonly holds: string;
  readonly keptFor: KeptFor;
  /**
   * What erasing does with it. `blank` empties texts, by path, and leaves what statistics and the timeline need; of keys
   * of an index it takes the row out of the list.
   */
  readonly onErase: 'delete' | 'keep' | { readonly blank: readonly string[] };
}

const impersonal = (keptFor: KeptFor): Retention => ({ holds: 'none', keptFor, onErase: 'keep' });
const erased = (holds: string, keptFor: KeptFor): Retention => ({ holds, keptFor, onErase: 'delete' });
const emptied = (holds: string, blank: readonly string[]): Retention => ({
  holds,
  keptFor: 'case',
  onErase: { blank },
});

/** Where personal data lies, and what becomes of it. A new kind of row does not compile without its line here. */
export const RETENTION = {
  // the school too: with the date, it names its head teacher
  case: emptied('name and school of the applicant', ['card.name', 'card.school', 'school']),
  answers: erased('everything that the applicant wrote', 'case'),
  eligibility: impersonal('always'),
  slot: impersonal('always'),
  'endorsement-request': emptied('name, address and role of an endorser', [
    'name',
    'email',
    'role',
    'listPk',
    'listSk',
  ]),
  endorsement: erased('name, role and words of an endorser', 'case'),
  'information-request': impersonal('always'),
  mark: emptied('what a decider wrote of the applicant', ['reason']),
  decision: emptied('why it was reversed, in words', ['reversal.reason']),
  note: erased('what staff wrote of the applicant', 'case'),
  event: impersonal('always'),
  text: erased('words of applicants, endorsers and staff', 'case'),
  access: erased('who of the staff looked', 'case'),
  conflict: erased('who of the staff may not look', 'case'),
  task: impersonal('always'),

  message: impersonal('always'),
  link: impersonal('expires'),

  person: erased('name and address of an applicant', 'person'),
  email: erased('an address as a keyed hash', 'person'),
  'asked-address': impersonal('replaced'),
  'sign-in-request': erased('an address that asked to sign in', 'expires'),
  digest: erased('name and address of an endorser', 'digest'),
  'email-of-person': erased('an address of an applicant', 'person'),
  'case-of-person': erased('who applied in which round', 'case'),
  'designation-of-person': erased('who holds which designation', 'person'),
  session: { holds: 'that a person is signed in', keptFor: 'expires', onErase: 'delete' },
  'kept-form': erased('what an applicant typed as their session ended', 'expires'),
  // who acted must stay readable for as long as the timelines do
  staff: { holds: 'name and work address of a member of staff', keptFor: 'always', onErase: 'keep' },
  'staff-event': impersonal('always'),
  'staff-session': { holds: 'that a member of staff is signed in', keptFor: 'expires', onErase: 'delete' },
  'staff-school': { holds: 'a school that a member of staff is connected with', keptFor: 'replaced', onErase: 'keep' },
  'rate-limit': impersonal('expires'),

  round: impersonal('always'),
  gate: impersonal('always'),
  'round-calendar': impersonal('always'),
  'release-request': impersonal('replaced'),
  seat: impersonal('always'),
  'late-pass': erased('why somebody was let in late, in words', 'expires'),
  'round-event': impersonal('always'),
  'round-task': impersonal('always'),
  'round-report': impersonal('always'),
  interest: erased('an address that asked to hear of the next round', 'expires'),

  // numbers and dates: the public record that a designation was made
  designation: impersonal('always'),
  'designation-event': impersonal('always'),
  'directory-entry': erased('name and profile, public with consent', 'replaced'),
  'directory-change': impersonal('replaced'),
  enquiry: erased('name, address and words of a school’s enquirer', 'expires'),
  'directory-manifest': impersonal('replaced'),
  // its files hold what was public then: publishing deletes both after `SNAPSHOT_DAYS`
  'directory-snapshot': impersonal('replaced'),

  secret: impersonal('always'),
  school: { holds: 'name of the head teacher, as the public register has it', keptFor: 'replaced', onErase: 'keep' },
  'school-word': impersonal('replaced'),
  place: impersonal('replaced'),
  'postcode-district': impersonal('replaced'),
  'register-import': impersonal('replaced'),
} satisfies Record<RowKind, Retention>;

/** A row's kind, as it was read, by its line of the table; undefined for a kind that this version does not know. */
export const retentionOf = (kind: string): Retention | undefined =>
  Object.hasOwn(RETENTION, kind) ? RETENTION[kind as RowKind] : undefined;

/** What the rule looks at. */
export type Kept = Pick<CaseRow, 'state' | 'submittedAt'> & { readonly card: Pick<CaseRow['card'], 'since'> };

/**
 * Until when the personal data of a case is kept; `undecided` while somebody or something is still to act on it. A draft
 * is nobody's to decide once its round is closed.
 */
export function keptUntil({ state, submittedAt, card }: Kept, round: Pick<Round, 'closes' | 'reopened'>) {
  const { submitted, unsubmitted } = KEPT_YEARS;
  if (submittedAt === undefined && state !== 'submitted') return plusYears(lastClosing(round).instant, unsubmitted);
  if (OPEN_STATES.some((open) => open === state)) return 'undecided';
  return plusYears(new Date(card.since), submitted);
}

/** Of every case of a round, nothing is erased before this instant. */
export const noneBefore = (round: Pick<Round, 'closes' | 'reopened'>): Date =>
  plusYears(round.closes.instant, KEPT_YEARS.unsubmitted);

function plusYears(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
