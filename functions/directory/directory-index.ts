import type { DirectoryEntry, DirectorySpecialism } from '../../domain/directory-entry.ts';

/** A snapshot of the directory, made ready to be searched. */
export interface DirectoryIndex {
  readonly entries: readonly DirectoryEntry[];
  readonly byNumber: ReadonlyMap<string, DirectoryEntry>;
  /** What there is to filter by, in alphabetical order. */
  readonly facets: Facets;
  /** All entries in the fair order of a day. */
  inOrderOf(day: string): readonly DirectoryEntry[];
}

export interface Facets {
  /** Ids. */
  readonly programmes: readonly string[];
  readonly regions: readonly string[];
  readonly localAuthorities: readonly string[];
  readonly specialisms: readonly DirectorySpecialism[];
}

/** Searches ask for today's order, and for that of a shared address now and then. */
const DAYS_KEPT = 4;

export function indexDirectory(entries: readonly DirectoryEntry[]): DirectoryIndex {
  const orders = new Map<string, readonly DirectoryEntry[]>();
  return {
    entries,
    byNumber: new Map(entries.map((entry) => [entry.number, entry])),
    facets: {
      programmes: inAlphabet(entries.map(({ programme }) => programme)),
      regions: inAlphabet(entries.flatMap(({ school }) => school?.region ?? [])),
      localAuthorities: inAlphabet(entries.flatMap(({ school }) => school?.localAuthority ?? [])),
      specialisms: specialismsOf(entries),
    },
    inOrderOf(day) {
      const known = orders.get(day);
      if (known) return known;
      const order = fairOrder(entries, day);
      const [oldest] = orders.keys();
      if (oldest !== undefined && orders.size === DAYS_KEPT) orders.delete(oldest);
      orders.set(day, order);
      return order;
    },
  };
}

/** Another order each day, the same all day long, so that nobody is always first and an address shows what it showed. */
function fairOrder(entries: readonly DirectoryEntry[], day: string): DirectoryEntry[] {
  return entries
    .map((entry) => ({ entry, rank: rankOf(`${day} ${entry.number}`) }))
    .sort((a, b) => a.rank - b.rank || compare(a.entry.number, b.entry.number))
    .map(({ entry }) => entry);
}

/** A 32-bit hash: FNV-1a, and MurmurHash3's last step, without which days would hardly change the order. */
function rankOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** By code units: the order must not depend on the machine's language. */
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const inAlphabet = (texts: readonly string[]): string[] => [...new Set(texts)].sort(compare);

function specialismsOf(entries: readonly DirectoryEntry[]): DirectorySpecialism[] {
  const byId = new Map(entries.flatMap(({ specialisms }) => specialisms.map((one) => [one.id, one])));
  return [...byId.values()].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
}
