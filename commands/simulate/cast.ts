import type { Random } from './random.ts';

const FIRST = [
  'Ada',
  'Bertram',
  'Clementine',
  'Dashiell',
  'Esme',
  'Fergus',
  'Gwendolyn',
  'Horatio',
  'Imogen',
  'Jasper',
  'Keziah',
  'Leopold',
  'Marigold',
  'Nathaniel',
  'Ottoline',
  'Percival',
  'Quentin',
  'Rosalind',
  'Septimus',
  'Tabitha',
  'Ursula',
  'Valentine',
  'Winifred',
  'Xanthe',
  'Yusuf',
  'Zara',
  'Amara',
  'Bilal',
  'Chidi',
  'Devika',
] as const;

const LAST = [
  'Appleyarn',
  'Buttonshaw',
  'Cobblewick',
  'Dapplemere',
  'Elderquill',
  'Fiddlecombe',
  'Gossamere',
  'Hatstand',
  'Inkpot',
  'Jollyfield',
  'Kettlewhistle',
  'Larkspurling',
  'Moonraker',
  'Nutbrown',
  'Ozzlethwaite',
  'Puddlesworth',
  'Quillfeather',
  'Rumbleton',
  'Saffronby',
  'Thimblebee',
  'Umberleigh',
  'Velvetine',
  'Wanderlust',
  'Yarrowby',
] as const;

export interface Person {
  readonly name: string;
  readonly email: string;
}

/**
 * Somebody whom nobody has met: names of no living person, an address under a domain that is nobody's.
 *
 * @param id makes the address unique
 * @param domain under `.example`
 */
export function somebody(random: Random, id: string, domain: string): Person {
  const first = random.pick(FIRST);
  const last = random.pick(LAST);
  return { name: `${first} ${last}`, email: `${first}.${last}.${id}@${domain}.example`.toLowerCase() };
}
