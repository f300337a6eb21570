/** One measured number; a budget is the most, or for rates the least, that the design allows. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: string;
}

/** What every `*.bench.ts` exports as `measure`; each runs in a process of its own. */
export type Measure = () => Promise<Figure[]>;
