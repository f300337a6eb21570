import type { Moment, MomentProblem } from '../../../domain/round.ts';
import type { NamedMoment, RoundMoment, RoundProblem } from '../../../domain/round-validation.ts';
import { ProblemsError } from '../refusals.ts';

export type RoundInputProblem =
  | RoundProblem
  | { readonly word: MomentProblem; readonly moment: NamedMoment; readonly text: string }
  /** `body-not-wanted`: rounds of the programme are national; `no-body`: they are not, and it was not said whose this is. */
  | { readonly word: 'unknown-programme' | 'body-not-wanted' | 'no-body' | 'body-unreadable' | 'no-reason' | 'no-date' }
  | { readonly word: 'no-title' | 'title-too-long' }
  /** Past; or not after what it is now, where it is something. */
  | { readonly word: 'not-later'; readonly moment: NamedMoment; readonly than?: Moment }
  /** Past, or not before what it is now. */
  | { readonly word: 'not-earlier'; readonly moment: RoundMoment; readonly than: Moment }
  /** Not before another moment of the round. */
  | { readonly word: 'not-before'; readonly moment: NamedMoment; readonly before: RoundMoment; readonly than: Moment };

/** What was typed cannot be a round, or a change of one. */
export class RoundInvalidError extends ProblemsError<RoundInputProblem> {
  override readonly name = 'RoundInvalidError';
}

/** A round of this programme and body opens on this day already. */
export class RoundExistsError extends Error {
  override readonly name = 'RoundExistsError';
}
