import type { ApplicationState } from './application.ts';
import { readLondon } from './london-time.ts';

export const ROUND_STATES = ['scheduled', 'open', 'closed', 'deciding', 'completed', 'cancelled'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** What its manager typed, and what it means: kept together, so that a change of zone rules never moves a deadline unseen. */
export interface Moment {
  /** London's clocks: `2027-01-29T17:00`. */
  readonly wallClock: string;
  readonly instant: Date;
}

/** One window of a programme. */
export interface Round {
  readonly id: string;
  readonly title: string;
  /** The programme's id, and the rules that the round pins. */
  readonly programme: string;
  readonly generation: string;
  /** `national`, or the id of the teaching school (or hub) that designates. */
  readonly body: string;
  readonly state: RoundState;
  readonly opens: Moment;
  readonly closes: Moment;
  readonly endorsementsDue: Moment;
  readonly decisionsDue: Moment;
  /** Applications that can be sent; no limit when absent. */
  readonly capacity?: number;
  /** What the public page says while the round is closed. */
  readonly closedMessage: string;
  /** A second opening, for a set time after closing. */
  readonly reopened?: { readonly from: Moment; readonly until: Moment };
  /** The last time that dates were put back, of which people are told. */
  readonly extended?: RoundExtension;
  /** The last time that its end was brought forward, of which people are told. */
  readonly closedEarly?: { readonly at: Date; readonly reason: string };
  readonly cancelledAt?: Date;
}

/** The dates of a round that can be put back once it is open. */
export type ExtendableMoment = 'closes' | 'endorsementsDue' | 'decisionsDue';

export interface RoundExtension {
  readonly at: Date;
  readonly moved: readonly ExtendableMoment[];
  /** When and why the closing was put back, then or before: other dates that follow change nothing in that. */
  readonly closesMoved?: { readonly at: Date; readonly reason: string };
  /** In words that applicants may read. */
  readonly reason: string;
}

/** When a round closes, or closed, for the last time: a second opening lies behind the first. */
export const lastClosing = ({ closes, reopened }: Pick<Round, 'closes' | 'reopened'>): Moment =>
  reopened?.until ?? closes;

/** Nothing more happens in it, but that a cancelled one is wound up. */
export const isOver = ({ state }: Pick<Round, 'state'>): boolean => state === 'completed' || state === 'cancelled';

/** The early closing of which people are told: none any more once the round was opened again. */
export const earlyClosing = ({
  closedEarly,
  reopened,
}: Pick<Round, 'closedEarly' | 'reopened'>): Round['closedEarly'] =>
  closedEarly && reopened && reopened.from.instant > closedEarly.at ? undefined : closedEarly;

/** In which states an application is that was not sent: while a round is open again, also what its first closing closed. */
export const unsentStates = ({ reopened }: Pick<Round, 'reopened'>): readonly ApplicationState[] =>
  reopened ? ['draft', 'not-submitted'] : ['draft'];

/** Reads a moment as its manager typed it. */
export function readMoment(
  wallClock: string,
): { readonly word: 'moment'; readonly moment: Moment } | { readonly word: MomentProblem } {
  const read = readLondon(wallClock);
  if (read.word !== 'instant') return { word: read.word };
  if (wallClock.endsWith('T00:00')) return { word: 'midnight' };
  return { word: 'moment', moment: { wallClock, instant: read.instant } };
}

/** `midnight`: readers disagree about which day it ends; offer 17:00 or 23:59. */
export type MomentProblem = 'not-a-time' | 'does-not-exist' | 'exists-twice' | 'midnight';

interface RoundMove {
  readonly from: RoundState;
  readonly to: RoundState;
  /** `time`: a moment of the round has come. `manager`: a programme manager wants it. */
  readonly by: 'time' | 'manager';
}

/**
 * A closed round is deciding once its endorsements are due or answered; it is completed when no case is open. It can be
 * cancelled as long as nobody has been designated (the store checks that).
 */
export const ROUND_MOVES: readonly RoundMove[] = [
  { from: 'scheduled', to: 'open', by: 'time' },
  { from: 'open', to: 'closed', by: 'time' },
  { from: 'closed', to: 'deciding', by: 'time' },
  { from: 'deciding', to: 'completed', by: 'time' },
  { from: 'closed', to: 'open', by: 'manager' },
  { from: 'deciding', to: 'open', by: 'manager' },
  { from: 'scheduled', to: 'cancelled', by: 'manager' },
  { from: 'open', to: 'cancelled', by: 'manager' },
  { from: 'closed', to: 'cancelled', by: 'manager' },
  { from: 'deciding', to: 'cancelled', by: 'manager' },
];

/** As time brings them, one after the other. */
const BY_TIME: readonly RoundState[] = ['scheduled', 'open', 'closed', 'deciding'];

/**
 * The states into which time moves a round at an instant, in their order, whatever was missed before: none when it is
 * there, or somebody has ended it. Time never moves a round back.
 */
export function statesByTime(
  round: Pick<Round, 'state' | 'opens' | 'closes' | 'endorsementsDue' | 'reopened'>,
  now: Date,
): readonly RoundState[] {
  const from = BY_TIME.indexOf(round.state);
  return from < 0 ? [] : BY_TIME.slice(from + 1, BY_TIME.indexOf(stateAt(round, now)) + 1);
}

function stateAt({ opens, closes, endorsementsDue, reopened }: Parameters<typeof statesByTime>[0], now: Date) {
  if (now < opens.instant) return 'scheduled';
  const again = reopened !== undefined && now >= reopened.from.instant && now < reopened.until.instant;
  if (now < closes.instant || again) return 'open';
  return now < endorsementsDue.instant ? 'closed' : 'deciding';
}

export function mayMoveRound(
  from: RoundState,
  to: RoundState,
  by: RoundMove['by'],
): 'may-move' | 'already-there' | 'no-such-move' | 'not-by-them' {
  if (from === to) return 'already-there';
  const moves = ROUND_MOVES.filter((move) => move.from === from && move.to === to);
  if (moves.length === 0) return 'no-such-move';
  return moves.some((move) => move.by === by) ? 'may-move' : 'not-by-them';
}
