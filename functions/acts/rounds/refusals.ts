import type { MomentProblem } from '../../../domain/round.ts';
import type { RoundMoment, RoundProblem } from '../../../domain/round-validation.ts';
import { ProblemsError } from '../refusals.ts';

export type RoundInputProblem =
  | RoundProblem
  | { readonly word: MomentProblem; readonly moment: RoundMoment; readonly text: string }
  /** `wrong-body`: the programme's rounds are run by the other kind of body. */
  | { readonly word: 'unknown-programme' | 'wrong-body' | 'no-title' | 'no-reason' }
  /** Not after what it is now, or not after now. */
  | { readonly word: 'not-later'; readonly moment: RoundMoment }
  /** Not before what it is now, or past. */
  | { readonly word: 'not-earlier'; readonly moment: RoundMoment };

/** What was typed cannot be a round, or a change of one. */
export class RoundInvalidError extends ProblemsError<RoundInputProblem> {
  override readonly name = 'RoundInvalidError';
}

/** A round of this programme and body opens on this day already. */
export class RoundExistsError extends Error {
  override readonly name = 'RoundExistsError';
}
