import type { Round } from '../../domain/round.ts';
import type { School } from '../../domain/school.ts';
import { findVariant } from '../../domain/school-variant.ts';
import type { Programme } from '../../programmes/programme.ts';
import { ACTS_EVERY_MS } from './agenda.ts';
import { answersOf, type SectionAnswers } from './answers.ts';
import { type Person, somebody } from './cast.ts';
import { Random } from './random.ts';

/** Somebody who can be asked for an endorsement, and what they will do about it. */
export interface PlannedEndorser extends Person {
  /** The id of the role that the applicant thinks they have. */
  readonly role: string;
  readonly does: 'endorses' | 'declines' | 'bounces' | 'stays-silent';
  /** The mail that moves them, and how long after it. */
  readonly on: 'endorsement-asked' | 'endorsement-chaser';
  readonly afterHours: number;
  /** Whether they confirm every statement. */
  readonly confirmsAll: boolean;
}

export interface PlannedApplicant extends Person {
  readonly school: School;
  /** Begins the draft and saves its first half. */
  readonly startsAt: Date;
  /** Saves the rest and sends it; never, for a draft that stays one. */
  readonly sendsAt: Date | undefined;
  readonly answers: readonly SectionAnswers[];
  /** By slot: those whom the applicant names one after the other. */
  readonly endorsers: ReadonlyMap<string, readonly PlannedEndorser[]>;
  /** Whether the applicant names somebody else in place of an endorser who is silent. */
  readonly replacesSilent: boolean;
  readonly withdrawsAt: Date | undefined;
  /** What the helpdesk will say, should it come to that. */
  readonly review: 'approve' | 'refuse';
  readonly decision: 'designate' | 'decline';
}

/** How often things happen. Guesses: no figures of an LLE round are published. */
export const SHARES = {
  neverSent: 0.12,
  sentOnLastDay: 0.6,
  declaresNotMet: 0.05,
  withdraws: 0.04,
  refusedAtReview: 0.35,
  declined: 0.12,
  agreesToBeListed: 0.85,
  replacesSilent: 0.7,
  firstEndorser: { endorses: 0.8, declines: 0.05, bounces: 0.06, 'stays-silent': 0.09 },
  laterEndorser: { endorses: 0.9, declines: 0.03, bounces: 0.02, 'stays-silent': 0.05 },
  answersAfterChaser: 0.25,
  confirmsAll: 0.97,
} as const;

type Chances<Of> = { readonly [Name in keyof Of]: Of[Name] extends number ? number : Chances<Of[Name]> };
export type Shares = Chances<typeof SHARES>;

/** Everybody takes the straight path. */
export const STRAIGHT: Shares = {
  ...SHARES,
  neverSent: 0,
  declaresNotMet: 0,
  withdraws: 0,
  refusedAtReview: 0,
  declined: 0,
  firstEndorser: { endorses: 1, declines: 0, bounces: 0, 'stays-silent': 0 },
  answersAfterChaser: 0,
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Whom an applicant can name for one slot, in turn. */
const IN_TURN = 3;
/** One applicant in so many leads a school of a rarer kind, as long as the register has any. */
const RARE = 7;

/** Who does what when in a round: nothing here but the seed decides, and nothing that is random is decided elsewhere. */
export function planRound(
  programme: Programme,
  round: Pick<Round, 'opens' | 'closes' | 'endorsementsDue'>,
  schools: readonly School[],
  {
    applications,
    seed,
    shares = SHARES,
  }: { readonly applications: number; readonly seed: number; readonly shares?: Shares },
): PlannedApplicant[] {
  const random = new Random(seed, 'schools');
  const usual = programme.variants.at(-1)?.id;
  const isRare = (school: School) => findVariant(programme.variants, school, {}).variant !== usual;
  const deck = random.shuffled(schools);
  const rare = deck.filter(isRare);
  const common = deck.filter((school) => !isRare(school));
  return Array.from({ length: applications }, (_, number) => {
    const pile = (number % RARE === 0 && rare.length > 0) || common.length === 0 ? rare : common;
    const school = pile[number % pile.length] as School;
    return planApplicant(programme, round, school, schools, `${seed}-${number + 1}`, shares);
  });
}

function planApplicant(
  programme: Programme,
  round: Pick<Round, 'opens' | 'closes' | 'endorsementsDue'>,
  school: School,
  schools: readonly School[],
  id: string,
  shares: Shares,
): PlannedApplicant {
  const random = new Random(id);
  const person = somebody(random, id, 'heads');
  const endorsers = new Map(
    programme.endorsements.slots.map(({ id: slot, roles }) => [
      slot,
      Array.from({ length: IN_TURN }, (_, turn) =>
        planEndorser(random, `${id}-${slot}-${turn + 1}`, random.pick(roles).id, turn, shares),
      ),
    ]),
  );
  const declarations = programme.form.sections.flatMap(({ pages }) =>
    pages.flatMap(({ questions }) => questions.filter(({ kind }) => kind === 'declaration').map((one) => one.id)),
  );
  const named = new Map(Array.from(endorsers, ([slot, [first]]) => [slot, first as PlannedEndorser]));
  const notMet = random.chance(shares.declaresNotMet) ? random.pick(declarations) : undefined;
  const agreesToBeListed = random.chance(shares.agreesToBeListed);
  const writer = { programme, name: person.name, school, others: schools, endorsers: named, notMet, agreesToBeListed };
  const { startsAt, sendsAt } = planDays(round, random, shares);
  const withdraws = random.chance(shares.withdraws);
  const until = round.endorsementsDue.instant.getTime() - sendsAt.getTime();
  const withdrawsAt = new Date(sendsAt.getTime() + random.between(DAY, until));
  return {
    ...person,
    school,
    startsAt,
    sendsAt: random.chance(shares.neverSent) ? undefined : sendsAt,
    answers: answersOf(writer, random),
    endorsers,
    replacesSilent: random.chance(shares.replacesSilent),
    withdrawsAt: withdraws ? withdrawsAt : undefined,
    review: random.chance(shares.refusedAtReview) ? 'refuse' : 'approve',
    decision: random.chance(shares.declined) ? 'decline' : 'designate',
  };
}

/**
 * Most send on the last day, in the hours before closing, so early that the next instant at which people act comes before it;
 * drafts are begun some days before.
 */
function planDays({ opens, closes }: Pick<Round, 'opens' | 'closes'>, random: Random, shares: Shares) {
  const first = opens.instant.getTime();
  const last = closes.instant.getTime();
  const lastDay = last - 8 * HOUR;
  const sends = random.chance(shares.sentOnLastDay)
    ? random.between(lastDay, last - ACTS_EVERY_MS)
    : random.between(first + 4 * HOUR, lastDay);
  const starts = Math.max(first + HOUR, sends - random.between(2 * HOUR, 10 * DAY));
  return { startsAt: new Date(starts), sendsAt: new Date(sends) };
}

function planEndorser(random: Random, id: string, role: string, turn: number, shares: Shares): PlannedEndorser {
  const does = random.share(turn === 0 ? shares.firstEndorser : shares.laterEndorser);
  return {
    // addresses under bounce.example bounce in the home's mailbox
    ...somebody(random, id, does === 'bounces' ? 'bounce' : 'endorsers'),
    role,
    does,
    on: random.chance(shares.answersAfterChaser) ? 'endorsement-chaser' : 'endorsement-asked',
    afterHours: random.between(3, 5 * 24),
    confirmsAll: random.chance(shares.confirmsAll),
  };
}
