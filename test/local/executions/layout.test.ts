import { expect, test } from 'vitest';
import { readDefinition } from '../../../local/executions/definition.ts';
import { draw, END, type PlacedState, START } from '../../../local/executions/layout.ts';

const WORKFLOW = readDefinition(
  JSON.stringify({
    StartAt: 'Is it easy?',
    States: {
      'Is it easy?': {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.easy %}', Next: 'Finish' }],
        Default: 'Ask each',
      },
      'Ask each': {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Ask',
          States: { Ask: { Type: 'Task', Next: 'Note' }, Note: { Type: 'Pass', End: true } },
        },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give up' }],
        Next: 'Do both',
      },
      'Do both': {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
          { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
        ],
        Next: 'Is it easy?',
      },
      Finish: { Type: 'Succeed' },
      'Give up': { Type: 'Fail' },
    },
  }),
);

const { width, height, states, ways, dots } = draw(WORKFLOW);

function placed(name: string): PlacedState {
  const found = states.find((state) => state.name === name);
  if (!found) throw new Error(`${name} is not drawn`);
  return found;
}

function isWithin(inner: PlacedState, outer: { x: number; y: number; width: number; height: number }): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(a: PlacedState, b: PlacedState): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test('every state is drawn once, inside the drawing', () => {
  const names = ['Is it easy?', 'Ask each', 'Ask', 'Note', 'Do both', 'Left', 'Right', 'Finish', 'Give up'];
  expect(states.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(states.filter((state) => !isWithin(state, { x: 0, y: 0, width, height }))).toEqual([]);
});

test('states within a Map or Parallel lie in its frames, one frame a branch', () => {
  expect(placed('Do both').frames).toHaveLength(2);
  const [left, right] = placed('Do both').frames;
  expect(left && isWithin(placed('Left'), left)).toBe(true);
  expect(right && isWithin(placed('Right'), right)).toBe(true);
  expect(placed('Ask each').frames.map((frame) => isWithin(placed('Note'), frame))).toEqual([true]);
});

test('states beside each other do not overlap', () => {
  const outer = ['Is it easy?', 'Ask each', 'Do both', 'Finish', 'Give up'].map(placed);
  const overlapping = outer.flatMap((a, index) => outer.slice(index + 1).filter((b) => overlap(a, b)));
  expect(overlapping).toEqual([]);
});

test('every way is drawn with its reason, errors apart', () => {
  const told = ways.map(({ from, to, label, caught }) => ({ from, to, why: label?.lines.join(' '), caught }));
  expect(told).toContainEqual({ from: 'Is it easy?', to: 'Finish', why: 'easy', caught: false });
  expect(told).toContainEqual({ from: 'Is it easy?', to: 'Ask each', why: 'otherwise', caught: false });
  expect(told).toContainEqual({ from: 'Ask each', to: 'Give up', why: 'on any error', caught: true });
  expect(told).toContainEqual({ from: START, to: 'Is it easy?', why: undefined, caught: false });
  expect(told).toContainEqual({ from: 'Give up', to: END, why: undefined, caught: false });
  expect(dots.map(({ kind }) => kind)).toEqual(['start', 'end']);
});
