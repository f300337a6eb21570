/** Random numbers that are the same for the same seed: whatever a simulation leaves to chance comes from here. */
export class Random {
  #state: number;

  /** @param parts what it is for: each list of parts has numbers of its own, so that one part never shifts another's */
  constructor(...parts: readonly (string | number)[]) {
    // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    this.#state = Array.from(parts.join('/')).reduce(
      (hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0,
      0x811c9dc5,
    );
  }

  /** From 0 to 1, 1 left out. Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Whether something happens that happens this often. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  /** A whole number, both ends possible. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, place: this.next() }))
      .sort((one, other) => one.place - other.place)
      .map(({ item }) => item);
  }

  /** One of some words, by their shares, which add up to 1. */
  share<Word extends string>(shares: Readonly<Record<Word, number>>): Word {
    const words = Object.keys(shares) as Word[];
    const at = this.next();
    let sum = 0;
    for (const word of words) {
      sum += shares[word];
      if (at < sum) return word;
    }
    return words.at(-1) as Word;
  }
}
