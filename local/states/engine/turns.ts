/** Lets work on the same execution happen one piece after the other, in the order in which it came up. */
export class Turns {
  readonly #last = new Map<number, Promise<unknown>>();

  next<T>(execution: number, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(execution);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#last.set(execution, turn);
    const forget = () => {
      if (this.#last.get(execution) === turn) this.#last.delete(execution);
    };
    turn.then(forget, forget);
    return turn;
  }
}
