/** Something is as it must never be. */
export interface Violation {
  /** Which rule is broken: also the kind of the task. */
  readonly rule: string;
  /** The case or round that it is about, and whose staff see it; absent when it is about neither. */
  readonly of?: { readonly body: string } & ({ readonly reference: string } | { readonly round: string });
  /** What tells it from other violations of the rule there: a run, a message's name, a moment. */
  readonly subject: string;
  /** Put right at once: it is counted, and nobody has to do anything. */
  readonly repaired: boolean;
}
