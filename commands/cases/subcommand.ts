import type { Desk } from '../../functions/acts/desk.ts';
import type { Actor } from '../../functions/store/event-row.ts';
import type { Call, Signature } from './call.ts';

/** One thing that staff can do, or look at. */
export interface Subcommand extends Signature {
  /** Its options, and what it does, for the help. */
  readonly takes: string;
  readonly does: string;
  /** @returns lines for the reader; the last is the outcome's word */
  run(desk: Desk, call: Call): Promise<readonly string[]>;
}

interface CaseAct extends Partial<Pick<Subcommand, 'parameters' | 'options' | 'takes'>>, Pick<Subcommand, 'does'> {
  /** @returns lines for the reader; the last is the outcome's word */
  run(desk: Desk, call: Call, who: { readonly reference: string; readonly by: Actor }): Promise<readonly string[]>;
}

/** Something that staff do to one case. Its parameters come after the case's reference. */
export const caseAct = ({ parameters = [], options = [], takes = '', does, run }: CaseAct): Subcommand => ({
  parameters: ['REFERENCE', ...parameters],
  options,
  takes,
  does,
  acts: true,
  run: (desk, call) => run(desk, call, { reference: call.reference, by: call.by }),
});
