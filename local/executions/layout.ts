import { Graph, type GraphLabel, layout, type NodeLabel, type Point } from '@dagrejs/dagre';
import { innerMachines, type MachineDefinition, type StateDefinition, type Way, waysOut } from './definition.ts';

/** A state with its place, in pixels from the top left corner of the drawing. */
export interface PlacedState {
  readonly name: string;
  readonly type: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Frames of the machines within it, one per branch. */
  readonly frames: readonly Frame[];
}

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedWay extends Omit<Way, 'reasons'> {
  readonly points: readonly Point[];
  readonly label?: { readonly lines: readonly string[]; readonly x: number; readonly y: number };
}

/** A whole drawing. The outermost machine also has the points from which it begins and at which it ends. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Outer states come before those within them, so that the inner ones are drawn over them. */
  readonly states: readonly PlacedState[];
  readonly ways: readonly PlacedWay[];
  readonly dots: readonly (Point & { readonly kind: 'start' | 'end' })[];
}

/** Names that no state can have, for the dots: a state's name has at most 80 characters. */
export const START = 'start'.padEnd(81);
export const END = 'end'.padEnd(81);

export const LINE_HEIGHT = 18;
/** Room above a state's name lines, and below them for its kind. */
export const HEAD = 10;
const FOOT = 24;
const LETTER_WIDTH = 8.2;
const LABEL_LETTER_WIDTH = 6.4;
const LETTERS_PER_LINE = 26;
const SMALLEST_WIDTH = 130;
const SIDE = 18;
/** How far a choice's sides point outwards. */
export const CHOICE_POINT = 12;
const GAP = 16;
const DOT = 16;

/** Gives every state and way of a machine its place, from top to bottom. */
export function draw(machine: MachineDefinition): Drawing {
  return place(machine, true);
}

function place(machine: MachineDefinition, outermost: boolean): Drawing {
  const graph = new Graph<GraphLabel, NodeLabel, { points: Point[]; x?: number; y?: number }>();
  graph.setGraph({ rankdir: 'TB', nodesep: 34, edgesep: 22, ranksep: 34, marginx: GAP, marginy: GAP });
  const states = Object.entries(machine.States).map(([name, state]) => ({ name, state, ...sized(name, state) }));
  for (const { name, width, height } of states) graph.setNode(name, { width, height });
  const ways = states.flatMap(({ name, state }) => waysOut(name, state));
  if (outermost) ways.push(...waysOfDots(machine));
  for (const name of outermost ? [START, END] : []) {
    if (ways.some(({ from, to }) => from === name || to === name)) graph.setNode(name, { width: DOT, height: DOT });
  }
  const labels = new Map(ways.map((way) => [way, way.reasons.length > 0 ? wrapped(way.reasons.join(' or ')) : []]));
  for (const way of ways) graph.setEdge(way.from, way.to, sizedLabel(labels.get(way) ?? []));
  layout(graph);

  const placed = states.map(({ name, state, lines, inside, width, height }) => {
    const { x, y } = corner(graph.node(name));
    return placeInside({ name, type: state.Type, lines, x, y, width, height, frames: [] }, inside);
  });
  return {
    width: graph.graph().width ?? 0,
    height: graph.graph().height ?? 0,
    states: placed.flatMap((drawing) => drawing.states),
    ways: [
      ...ways.map(({ from, to, caught }, index) =>
        placedWay({ from, to, caught }, graph.edge(from, to), labels.get(ways[index] as Way)),
      ),
      ...placed.flatMap((drawing) => drawing.ways),
    ],
    dots: [START, END].filter((name) => graph.hasNode(name)).map((name) => dot(name, graph.node(name))),
  };
}

function waysOfDots(machine: MachineDefinition): Way[] {
  const last = Object.entries(machine.States).filter(
    ([, { End, Type }]) => End || Type === 'Succeed' || Type === 'Fail',
  );
  return [
    { from: START, to: machine.StartAt, reasons: [], caught: false },
    ...last.map(([from]) => ({ from, to: END, reasons: [], caught: false })),
  ];
}

function dot(name: string, { x = 0, y = 0 }: NodeLabel): Drawing['dots'][number] {
  return { x, y, kind: name === START ? 'start' : 'end' };
}

function corner({ x = 0, y = 0, width, height }: NodeLabel): Point {
  return { x: x - width / 2, y: y - height / 2 };
}

/** How large a state is drawn; a state with machines within it is as large as they are, side by side. */
function sized(name: string, state: StateDefinition) {
  const lines = wrapped(name);
  const inside = innerMachines(state).map((machine) => place(machine, false));
  const side = state.Type === 'Choice' ? SIDE + CHOICE_POINT : SIDE;
  const headWidth = Math.max(...lines.map((line) => line.length)) * LETTER_WIDTH + 2 * side;
  const insideWidth = inside.reduce((sum, { width }) => sum + width + GAP, GAP);
  const insideHeight = inside.length === 0 ? 0 : Math.max(...inside.map(({ height }) => height)) + GAP;
  return {
    lines,
    inside,
    width: Math.max(SMALLEST_WIDTH, headWidth, inside.length === 0 ? 0 : insideWidth),
    height: headHeight(lines) + insideHeight,
  };
}

function headHeight(lines: readonly string[]): number {
  return HEAD + lines.length * LINE_HEIGHT + FOOT;
}

/** Moves the machines within a state to their places in it. */
function placeInside(outer: PlacedState, inside: readonly Drawing[]): Pick<Drawing, 'states' | 'ways'> {
  const room = inside.reduce((sum, { width }) => sum + width, (inside.length - 1) * GAP);
  const tallest = Math.max(...inside.map(({ height }) => height));
  let x = outer.x + (outer.width - room) / 2;
  const y = outer.y + headHeight(outer.lines);
  const frames: Frame[] = [];
  const moved = inside.map((drawing) => {
    frames.push({ x, y, width: drawing.width, height: tallest });
    const there = movedBy(drawing, x, y);
    x += drawing.width + GAP;
    return there;
  });
  return {
    states: [{ ...outer, frames }, ...moved.flatMap(({ states }) => states)],
    ways: moved.flatMap(({ ways }) => ways),
  };
}

function movedBy({ states, ways }: Drawing, x: number, y: number): Pick<Drawing, 'states' | 'ways'> {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + x, y: point.y + y });
  return {
    states: states.map((state) => ({ ...move(state), frames: state.frames.map(move) })),
    ways: ways.map((way) => ({ ...way, points: way.points.map(move), ...(way.label && { label: move(way.label) }) })),
  };
}

function sizedLabel(lines: readonly string[]) {
  if (lines.length === 0) return {};
  const width = Math.max(...lines.map((line) => line.length)) * LABEL_LETTER_WIDTH + 12;
  return { width, height: lines.length * LINE_HEIGHT + 6, labelpos: 'c' };
}

function placedWay(
  way: Omit<Way, 'reasons'>,
  { points, x, y }: { points: Point[]; x?: number; y?: number },
  lines: readonly string[] = [],
): PlacedWay {
  return { ...way, points, ...(lines.length > 0 && x !== undefined && y !== undefined && { label: { lines, x, y } }) };
}

/** Cuts a text into lines at its spaces; at most three, the last with dots when there is more. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LETTERS_PER_LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const cut = lines.map((line) =>
    line.length > LETTERS_PER_LINE + 8 ? `${line.slice(0, LETTERS_PER_LINE + 7)}…` : line,
  );
  return cut.length <= 3 ? cut : [...cut.slice(0, 2), `${cut[2]}…`];
}
