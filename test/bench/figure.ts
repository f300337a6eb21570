/** One measured number. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the design allows: `10` or `≤ 10` at the most, `≥ 50000` at the least. */
  readonly budget?: string;
}

/** Something that could not be measured here, and why. */
export interface Gap {
  readonly name: string;
  readonly gap: string;
}

/** What every `*.bench.ts` exports as `measure`; each runs in a process of its own. */
export type Measure = () => Promise<readonly (Figure | Gap)[]>;

/** The value as a share of its budget: of what is allowed at the most, or of what is asked at the least. */
export function ratioOf({ value, budget }: Figure): { readonly ratio: number; readonly isMet: boolean } | undefined {
  if (budget === undefined) return undefined;
  const [, direction, number] = /^(≤|≥)?\s*([\d.]+)$/.exec(budget) ?? [];
  if (number === undefined) throw new Error(`"${budget}" is no budget`);
  const ratio = value / Number(number);
  return { ratio, isMet: direction === '≥' ? ratio >= 1 : ratio <= 1 };
}
