/** Something that somebody does at an instant. */
export type Deed = (at: Date) => Promise<void>;

/** People act every two hours, all at once: what follows from many deeds at a time takes much less time than one by one. */
export const ACTS_EVERY_MS = 2 * 3_600_000;

/** Deeds of one instant that are under way together: enough to keep two cores at work. */
const AT_ONCE = 12;

/** What everybody is going to do, by the home's clock: never by timers of this computer. */
export class Agenda {
  readonly #deeds = new Map<number, Deed[]>();
  #instants: number[] = [];
  #isSorted = true;

  /** Plans a deed: for the next instant at which people act. */
  plan(at: Date, deed: Deed): void {
    const instant = Math.ceil(at.getTime() / ACTS_EVERY_MS) * ACTS_EVERY_MS;
    const others = this.#deeds.get(instant);
    if (others) {
      others.push(deed);
      return;
    }
    this.#deeds.set(instant, [deed]);
    this.#instants.push(instant);
    this.#isSorted = false;
  }

  /** When something is to be done next. */
  next(): number | undefined {
    if (!this.#isSorted) this.#instants.sort((one, other) => one - other);
    this.#isSorted = true;
    return this.#instants[0];
  }

  /** Does what is planned for this instant or an earlier one. Deeds of one instant must not depend on their order. */
  async run(now: Date): Promise<void> {
    for (let next = this.next(); next !== undefined && next <= now.getTime(); next = this.next()) {
      this.#instants.shift();
      const deeds = this.#deeds.get(next) ?? [];
      this.#deeds.delete(next);
      await atOnce(deeds, (deed) => deed(now));
    }
  }
}

/** Works through a list, some at a time. */
export async function atOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
