import { type Figure, type Gap, ratioOf } from './figure.ts';

/** A whole run. */
export interface BenchRun {
  readonly on: Date;
  readonly node: string;
  /** Processors: how many, and of what kind. */
  readonly processors: string;
  readonly figures: readonly (Figure | Gap)[];
}

const BEGIN = '<!-- npm run bench writes from here -->';
const END = '<!-- to here -->';

/** The page with the figures of a run in the place of those of the run before; the rest is for people to write. */
export function withFigures(page: string, run: BenchRun): string {
  const [before, rest = ''] = page.split(BEGIN);
  const [, after = ''] = rest.split(END);
  return `${before}${BEGIN}\n\n${table(run)}\n${END}${after}`;
}

function table({ on, node, processors, figures }: BenchRun): string {
  const budgeted = figures.filter((one) => 'budget' in one || 'gap' in one);
  const others = figures.filter((one) => !budgeted.includes(one));
  return `${on.toISOString().slice(0, 10)}, Node ${node.slice(1)}, ${processors}.

| what | measured | budget | of the budget | |
|---|---|---|---|---|
${budgeted.map(line).join('\n')}

| what | measured |
|---|---|
${others.map((one) => ('gap' in one ? '' : `| ${one.name} | ${one.value} ${one.unit} |`)).join('\n')}
`;
}

function line(one: Figure | Gap): string {
  if ('gap' in one) return `| ${one.name} | not measured: ${one.gap} | | | |`;
  const { ratio = 0, isMet = true } = ratioOf(one) ?? {};
  const { name, value, unit, budget = '' } = one;
  return `| ${name} | ${value} ${unit} | ${/^[≤≥]/.test(budget) ? budget : `≤ ${budget}`} | ${ratio.toFixed(2)} | ${isMet ? 'met' : '**not met**'} |`;
}
