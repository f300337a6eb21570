import { html, raw } from 'hono/html';
import type { Html } from '../door/page.ts';
import { CHOICE_POINT, type Drawing, HEAD, LINE_HEIGHT, type PlacedState, type PlacedWay } from './layout.ts';
import type { Standing, Trace } from './trace.ts';

/** How each standing is said and marked: never by colour alone. */
const STANDINGS: Record<Standing, { readonly mark: string; readonly said: string; readonly look: string }> = {
  done: { mark: '✓', said: 'done', look: 'done' },
  now: { mark: '▶', said: 'here now', look: 'now' },
  failed: { mark: '✕', said: 'failed', look: 'failed' },
  stopped: { mark: '■', said: 'stopped', look: 'stopped' },
  'not reached': { mark: '', said: 'not reached', look: 'unseen' },
};

export const DRAWING_STYLE = `
.drawing { overflow: auto; background: var(--paper); border: 1px solid var(--line); padding: .5rem; text-align: center }
.drawing svg { max-width: none; font-family: system-ui, sans-serif }
.state .shape { stroke-width: 1.5; fill: var(--fill); stroke: var(--edge) }
.state .name { font-size: 14px; font-weight: 600; fill: var(--text) }
.state .kind { font-size: 12px; fill: var(--text); opacity: .85 }
.state .mark circle { fill: var(--edge) } .state .mark text { font-size: 11px; font-weight: 700; fill: #fff }
.state .frame { fill: #fff; fill-opacity: .75; stroke: var(--edge); stroke-opacity: .4 }
.done { --fill: #e3f3e8; --edge: #1d7a40; --text: #0f3d20 }
.now { --fill: #e0edfb; --edge: #1f5c99; --text: #0d3259 } .now .shape { stroke-width: 3 }
.failed { --fill: #fce4e2; --edge: #b3261e; --text: #5f1410 } .failed .shape { stroke-width: 3 }
.stopped { --fill: #ebe7f2; --edge: #6a5a8c; --text: #352a4d }
.unseen { --fill: #fff; --edge: #8b97a5; --text: #5a6675 } .unseen .shape { stroke-dasharray: 5 4 }
.way { fill: none; stroke: #a3adb8; stroke-width: 1.5 } .way.caught { stroke-dasharray: 4 4 }
.way.taken { stroke: var(--ink); stroke-width: 2.5 }
.why rect { fill: #fff; fill-opacity: .92 } .why text { font-size: 12px; fill: #5a6675 } .why.taken text { fill: var(--ink); font-weight: 600 }
.dot { fill: var(--ink) } .dot.ring { fill: #fff; stroke: var(--ink); stroke-width: 2 }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; padding: 0; list-style: none; margin: .5rem 0 }
.legend b { display: inline-block; min-width: 1.6em; text-align: center; border: 1.5px solid var(--edge); background: var(--fill); color: var(--text); border-radius: 5px; margin-right: .35rem }
.legend .unseen b { border-style: dashed }
`;

/** A workflow as an inline SVG, with the path that an execution took. */
export function drawn(drawing: Drawing, trace: Trace): Html {
  const { width, height, states, ways, dots } = drawing;
  return html`<div class="drawing" tabindex="0" role="group" aria-label="Drawing of the workflow">
<svg role="img" aria-label="The workflow with the path taken; the history below says the same in words" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>${arrow('quiet', '#a3adb8')}${arrow('taken', '#1b2430')}</defs>
${states.map((state) => drawnState(state, trace))}
${ways.map((way) => drawnWay(way, trace.went(way.from, way.to)))}
${ways.map((way) => drawnReason(way, trace.went(way.from, way.to)))}
${dots.map(({ x, y, kind }) => html`<circle class="dot" cx="${x}" cy="${y}" r="8"/>${kind === 'end' ? html`<circle class="dot ring" cx="${x}" cy="${y}" r="4"/>` : ''}`)}
</svg></div>`;
}

/** What the marks and colours of a drawing mean. */
export function legend(): Html {
  return html`<ul class="legend" aria-label="Key to the drawing">${Object.values(STANDINGS).map(
    ({ mark, said, look }) => html`<li class="${look}"><b aria-hidden="true">${mark || raw('&nbsp;')}</b>${said}</li>`,
  )}</ul>`;
}

function arrow(id: string, colour: string): Html {
  return html`<marker id="arrow-${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="${colour}"/></marker>`;
}

function drawnState(state: PlacedState, trace: Trace): Html {
  const { name, type, lines, x, y, width, frames } = state;
  const { standing, visits, errors } = trace.state(name);
  const { mark, said, look } = STANDINGS[standing];
  const middle = x + width / 2;
  const kind = [type, visits > 1 ? `${visits} times` : '', counted(errors, 'error')].filter(Boolean).join(' · ');
  return html`<g class="state ${look}"><title>${name}: ${type}, ${said}</title>${shape(state)}
${frames.map((frame) => html`<rect class="frame" rx="6" x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}"/>`)}
<text class="name" text-anchor="middle" aria-hidden="true">${lines.map(
    (line, index) => html`<tspan x="${middle}" y="${y + HEAD + LINE_HEIGHT * (index + 0.75)}">${line}</tspan>`,
  )}</text>
<text class="kind" text-anchor="middle" x="${middle}" y="${y + HEAD + LINE_HEIGHT * (lines.length + 0.7)}">${kind}</text>
${mark ? html`<g class="mark"><circle cx="${x + width - 4}" cy="${y + 4}" r="9"/><text text-anchor="middle" x="${x + width - 4}" y="${y + 8}">${mark}</text></g>` : ''}</g>`;
}

function counted(count: number, noun: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/** A choice has points at its sides, an end is round, all else is a box. */
function shape({ type, x, y, width, height }: PlacedState): Html {
  if (type === 'Choice') {
    const [right, bottom, middle, point] = [x + width, y + height, y + height / 2, CHOICE_POINT];
    const corners = [
      [x + point, y],
      [right - point, y],
      [right, middle],
      [right - point, bottom],
      [x + point, bottom],
      [x, middle],
    ];
    return html`<polygon class="shape" points="${corners.map((corner) => corner.join(',')).join(' ')}"/>`;
  }
  const radius = type === 'Succeed' || type === 'Fail' ? height / 2 : 8;
  return html`<rect class="shape" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
}

function drawnWay({ points, caught }: PlacedWay, taken: boolean): Html {
  return html`<path class="way${caught ? ' caught' : ''}${taken ? ' taken' : ''}" marker-end="url(#arrow-${taken ? 'taken' : 'quiet'})" d="${curve(points)}"/>`;
}

/** A line through the middles of its stretches, bent at its points. */
function curve(points: PlacedWay['points']): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = next === last ? point : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return [`M${first.x} ${first.y}`, ...bends, `L${last.x} ${last.y}`].join('');
}

function drawnReason({ label }: PlacedWay, taken: boolean): Html {
  if (!label) return html``;
  const { lines, x, y } = label;
  const width = Math.max(...lines.map((line) => line.length)) * 6.4 + 6;
  const top = y - (lines.length * LINE_HEIGHT) / 2;
  return html`<g class="why${taken ? ' taken' : ''}"><rect x="${x - width / 2}" y="${top}" width="${width}" height="${lines.length * LINE_HEIGHT}"/><text text-anchor="middle">${lines.map(
    (line, index) => html`<tspan x="${x}" y="${top + LINE_HEIGHT * (index + 0.75)}">${line}</tspan>`,
  )}</text></g>`;
}
